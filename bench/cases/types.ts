import type { NdRecord, Seed } from '#core';
import type { Step } from '#engine';

/**
 * How PyTorch trains many replicas: one after the other (`channels-last`: in that memory format), as one model written
 * by hand, or through functorch's vmap.
 */
export type TorchWay = 'loop' | 'channels-last' | 'batched' | 'vmap';

/** What every contender starts from. */
export interface Training {
  readonly step: Step;
  /** [R, ...] each. */
  readonly state: NdRecord;
  readonly data: NdRecord;
  /** Inputs of a few steps, with a leading axis of steps; a longer run repeats them. */
  readonly inputs: NdRecord;
}

/** How many times faster than a peer the `cpu` engine on two threads has to be. */
export interface Floor {
  /** Absent: at every number of replicas. */
  readonly replicas?: number;
  readonly ratio: number;
}

export interface BenchCase {
  readonly name: string;
  /** Model, sizes and batch in one line. */
  readonly title: string;
  readonly training: (seeds: readonly Seed[]) => Training;
  /** The same step in `torch_peer`: the model's name there and its options. */
  readonly torch: { readonly model: string; readonly options?: Readonly<Record<string, number | string>> };
  /** Ways that PyTorch can go. Default: all but `channels-last`. */
  readonly ways?: readonly TorchWay[];
  /** TF.js kernels behind this package's own convolution kernels: a backend without them cannot run the case. */
  readonly tfjsKernels?: readonly string[];
  /** Against the best of PyTorch's ways. */
  readonly floors?: readonly Floor[];
}
