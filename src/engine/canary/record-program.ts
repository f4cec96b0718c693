import { sha256 } from '#core';
import { recordStep } from '../trace/trace.ts';
import type { Graph } from '../graph/graph.ts';
import type { Program, Step, StepSpecs } from '../types.ts';
import type { RecordedStep } from './outline-step.ts';

/**
 * What was recorded of a program's step, or is now: engines that run op by op record nothing. `key` is the content key
 * of its ops, shapes and constants.
 * @throws StepError when it cannot be recorded
 */
export function recordProgram(
  program: Program,
  step: Step,
  specs: StepSpecs,
): RecordedStep & { readonly key: string } {
  const graph = program.recorded ?? recordStep(step, specs);
  return { step, specs, graph, key: keyOf(graph) };
}

function keyOf({ nodes, state, metrics }: Graph): string {
  const values = (_: string, value: unknown): unknown => {
    if (ArrayBuffer.isView(value))
      return sha256(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  };
  return sha256(JSON.stringify({ nodes, state, metrics }, values));
}
