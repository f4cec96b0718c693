import type { SharedNames } from '../passes/replicas/one-replica.ts';
import { splitIntoReplicas } from '../passes/split-replicas.ts';
import type { Graph } from '../graph/graph.ts';
import type { Step, StepSpecs } from '../types.ts';
import { costOf, type StepCost } from './step-cost.ts';

/** A step, and what was recorded of it. */
export interface RecordedStep {
  readonly step: Step;
  readonly specs: StepSpecs;
  readonly graph: Graph;
}

/** What is known of a step without running it. */
export interface StepOutline extends RecordedStep {
  readonly replicas: number;
  readonly shared: SharedNames;
  /** Of one replica. */
  readonly cost: StepCost;
}

/** Finds the replicas of a step, and what one of them costs. */
export function outlineStep(recorded: RecordedStep): StepOutline {
  const { replicas, shared, graph: one } = splitIntoReplicas(recorded.graph);
  return { ...recorded, replicas, shared, cost: costOf(one) };
}
