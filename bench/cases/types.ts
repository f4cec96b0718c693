import type { NdRecord, Seed } from '#core';
import type { Step } from '#engine';

/** Where everybody of a run trains. */
export type BenchDevice = 'cpu' | 'gpu';

/**
 * How PyTorch trains many replicas: one after the other (`channels-last`: in that memory format), as one model written
 * by hand (`graphs`: captured as a CUDA graph), or vectorised by its vmap.
 */
export type TorchWay = 'loop' | 'channels-last' | 'batched' | 'graphs' | 'vmap';

/** What every contender starts from. */
export interface Training {
  readonly step: Step;
  /** [R, ...] each. */
  readonly state: NdRecord;
  readonly data: NdRecord;
  /** Inputs of a few steps, with a leading axis of steps; a longer run repeats them. */
  readonly inputs: NdRecord;
}

/** How many times faster than PyTorch this package's engine has to be. */
export interface Floor {
  /** Default: `cpu`. */
  readonly device?: BenchDevice;
  /** Absent: at every number of replicas. */
  readonly replicas?: number;
  /** Over the fastest of these ways. Absent: of all. */
  readonly over?: readonly TorchWay[];
  readonly ratio: number;
}

export interface BenchCase {
  readonly name: string;
  /** Model, sizes and batch in one line. */
  readonly title: string;
  readonly training: (seeds: readonly Seed[]) => Training;
  /** The same step in `torch_peer`: the model's name there and its options. */
  readonly torch: { readonly model: string; readonly options?: Readonly<Record<string, number | string>> };
  /** Ways that PyTorch can go, where its device has them. Default: all but `channels-last`. */
  readonly ways?: readonly TorchWay[];
  /** TF.js kernels behind this package's own convolution kernels: a backend without them cannot run the case. */
  readonly tfjsKernels?: readonly string[];
  readonly floors?: readonly Floor[];
}
