import type { Kernel } from './kernels.ts';
import type { TensorId } from './view.ts';

/** When a kernel runs: once before the steps of a run, for what no step changes, or in every step. */
export type Phase = 'once' | 'step';

/** Where things lie once memory is planned, in bytes from the start of the arena. */
export interface Offsets {
  readonly bytesOf: (tensor: TensorId) => number;
  readonly scratch: number;
}

/** A kernel before its operands have places. */
export interface PlanKernel {
  /** The node that it computes, for profiles. */
  readonly label: string;
  readonly phase: Phase;
  readonly reads: readonly TensorId[];
  readonly writes: readonly TensorId[];
  readonly scratchBytes: number;
  resolve(offsets: Offsets): Kernel;
}
