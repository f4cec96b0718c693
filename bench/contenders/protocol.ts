import type { ContenderKind } from './contender.ts';

/** What a contender's process is asked, one JSON a line; `torch_peer/__main__.py` answers the same. */
export type Request =
  | LoadRequest
  | { readonly do: 'time'; readonly steps: number }
  /** `cpu` alone: trains as a claim does, chunk after chunk. */
  | { readonly do: 'scan'; readonly steps: number }
  | { readonly do: 'memory' };

export interface LoadRequest {
  readonly do: 'load';
  readonly kind: Exclude<ContenderKind, 'torch'>;
  readonly case: string;
  readonly replicas: number;
  readonly threads: number;
}

export interface TimeAnswer {
  /** Of one step, the mean over those asked for. */
  readonly milliseconds: number;
}

export interface LoadAnswer extends TimeAnswer {
  /** This package's engines alone: tracing, optimizing and compiling the step. */
  readonly compileMilliseconds?: number;
}

/** Of one process, children not counted; pages of libraries and of the interpreter count as far as they were touched. */
export interface MemoryAnswer {
  /**
   * MiB from the size of the process when the library was loaded and had trained one tiny step, before there was any
   * data, to the peak since the data were there: data, weights, the program or model, and what training takes.
   */
  readonly growth: number;
  /** MiB of the whole process at that peak: interpreter and library included. */
  readonly peak: number;
}

/** A contender that cannot go on says why, in one line. */
export interface Problem {
  readonly problem: string;
  /** Set when it was stopped because a step took longer than this. */
  readonly limitSeconds?: number;
  /** Set when what it runs on is not here. */
  readonly missing?: true;
}

/** What a process says first. */
export interface Greeting {
  /** Of its library. */
  readonly version: string;
  /** PyTorch's alone: the GPU that it trains on. */
  readonly gpu?: string;
}
