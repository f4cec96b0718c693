import type { GraphNode } from '../graph/graph.ts';
import type { Kernel } from './kernels.ts';
import type { TensorId } from './view.ts';

/** When a kernel runs: once before the steps of a run, for what no step changes, or in every step. */
export type Phase = 'once' | 'step';

/** Where things lie once memory is planned, in bytes from the start of the arena. */
export interface Offsets {
  readonly bytesOf: (tensor: TensorId) => number;
  readonly scratch: number;
}

/** A node that a kernel computes, for profiles: its name, and where in the step it was called. */
export type Source = Pick<GraphNode, 'kernel' | 'site'>;

/** A kernel before its operands have places. */
export interface PlanKernel {
  /** What it computes, the first node first. */
  readonly sources: readonly Source[];
  readonly phase: Phase;
  readonly reads: readonly TensorId[];
  readonly writes: readonly TensorId[];
  resolve(offsets: Offsets): Kernel;
}
