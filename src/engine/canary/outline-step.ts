import { sha256 } from '#core';
import { splitIntoReplicas, type SharedNames } from '../passes/split-replicas.ts';
import { recordStep } from '../trace/trace.ts';
import type { Graph } from '../trace/graph.ts';
import type { Step, StepSpecs } from '../types.ts';
import { costOf, type StepCost } from './step-cost.ts';

/** What is known of a step without running it. */
export interface StepOutline {
  readonly step: Step;
  readonly specs: StepSpecs;
  readonly graph: Graph;
  /** Content key of its ops, shapes and constants. */
  readonly key: string;
  readonly replicas: number;
  readonly shared: SharedNames;
  /** Of one replica. */
  readonly cost: StepCost;
}

/**
 * Records a step and finds its replicas.
 * @throws StepError when it cannot be recorded
 */
export function outlineStep(step: Step, specs: StepSpecs): StepOutline {
  const graph = recordStep(step, specs);
  const { replicas, shared, graph: one } = splitIntoReplicas(graph);
  return { step, specs, graph, key: keyOf(graph), replicas, shared, cost: costOf(one) };
}

function keyOf({ nodes, state, metrics }: Graph): string {
  const values = (_: string, value: unknown): unknown => {
    if (ArrayBuffer.isView(value))
      return sha256(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  };
  return sha256(JSON.stringify({ nodes, state, metrics }, values));
}
