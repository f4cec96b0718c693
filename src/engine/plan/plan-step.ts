import { optimizeForCode } from '../passes/optimize.ts';
import type { OneReplica } from '../passes/replicas/one-replica.ts';
import { splitIntoReplicas } from '../passes/split-replicas.ts';
import type { Graph } from '../graph/graph.ts';
import type { FencedSide } from './fenced-places.ts';
import { type Plan, planProgram, type ScratchBytes } from './plan.ts';

/** What a plan must know of whoever writes its kernels. */
export interface KernelWriter {
  readonly scratchBytes: ScratchBytes;
  /** Threads that work on the same kernel when there are so many replicas. Default: one. */
  readonly sharesFor?: (replicas: number) => number;
  /** For tests: see `planArena`. */
  readonly fenced?: FencedSide | undefined;
}

/** A step of one replica, ready to be written. */
export interface PlannedStep {
  /** With the graph that the plan computes. */
  readonly one: OneReplica;
  readonly plan: Plan;
  /** Threads for which the plan has scratch space. */
  readonly shares: number;
  /** Shapes of the metrics of one step, for all replicas. */
  readonly metricShapes: Readonly<Record<string, readonly number[]>>;
}

/**
 * Cuts a traced step into that of one replica, optimizes its graph, which is verified after every pass, and plans its
 * kernels and its memory.
 * @throws NoKernelError when the step has an op without a kernel
 */
export function planStep(traced: Graph, writer: KernelWriter): PlannedStep {
  const split = splitIntoReplicas(traced);
  const one = { ...split, graph: optimizeForCode(split.graph) };
  const shares = writer.sharesFor?.(one.replicas) ?? 1;
  const plan = planProgram(one.graph, writer.scratchBytes, shares, writer.fenced);
  const metrics = Object.entries(traced.metrics);
  const metricShapes = Object.fromEntries(metrics.map(([name, id]) => [name, traced.nodes[id]!.shape]));
  return { one, plan, shares, metricShapes };
}
