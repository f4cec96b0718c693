import type { ContenderKind } from './contender.ts';

/** What a contender's process is asked, one JSON a line; `torch_peer/__main__.py` answers the same. */
export type Request =
  LoadRequest | { readonly do: 'time'; readonly steps: number } | { readonly do: 'memory' };

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

export interface MemoryAnswer {
  /** MiB that the peak is above the loaded library, which has trained one tiny step. */
  readonly growth: number;
  /** MiB of the whole process. */
  readonly peak: number;
}

/** A contender that cannot go on says why, in one line. */
export interface Problem {
  readonly problem: string;
  /** Set when it was stopped because a step took longer than this. */
  readonly limitSeconds?: number;
}
