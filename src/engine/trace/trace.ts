import { type SpecRecord, UserError } from '#core';
import { checkSpecs, checkStepResult } from '../contract.ts';
import { StepError, WrongCallError } from '../errors.ts';
import type { Step, StepSpecs, TensorRecord } from '../types.ts';
import { verifyGraph } from '../verify/index.ts';
import { withRecorder } from './backend.ts';
import { describe, type Graph, type GraphNode, type PlaceholderGroup, type ValueId } from '../graph/graph.ts';
import { noGradientError } from './no-gradient.ts';
import { opOfError, withDeepStacks } from './site.ts';

/**
 * Records what a step does, forward and backward, by running it once on a backend without values.
 * The step runs twice; a difference between the two recordings is a random op or a hidden state, and an error.
 */
export function traceStep(step: Step, specs: StepSpecs): Graph {
  checkSpecs(specs);
  const graph = recordStep(step, specs);
  requireSame(graph, record(step, specs));
  return graph;
}

/** Records what a step does, once: for a step that is known to do the same each time. */
export function recordStep(step: Step, specs: StepSpecs): Graph {
  return verifyGraph(record(step, specs), 'tracing');
}

function record(step: Step, specs: StepSpecs): Graph {
  return withRecorder((recorder, wrap) => {
    const placeholders = (group: PlaceholderGroup, record: SpecRecord): TensorRecord =>
      Object.fromEntries(
        Object.entries(record).map(([name, { shape, dtype }]) => [
          name,
          wrap(recorder.placeholder(group, name, shape, dtype)),
        ]),
      );
    const state = placeholders('state', specs.state);
    const input = placeholders('input', specs.input);
    const data = placeholders('data', specs.data);
    const result = explained(() => step(state, input, data));
    const ids = (record: TensorRecord): Record<string, ValueId> =>
      Object.fromEntries(Object.entries(record).map(([name, tensor]) => [name, recorder.idOf(tensor)]));
    checkStepResult(specs, result);
    return { nodes: recorder.nodes, state: ids(result.state), metrics: ids(result.metrics) };
  });
}

/** What `call` gives; what an op itself refuses comes back with its name and the place in the step. */
function explained<T>(call: () => T): T {
  try {
    return withDeepStacks(call);
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error)) throw error;
    const lacking = noGradientError(error);
    if (lacking) throw lacking;
    const found = opOfError(error);
    if (!found) throw error;
    throw new WrongCallError(found.op, undefined, found.site, error.message);
  }
}

function requireSame(first: Graph, second: Graph): void {
  const length = Math.max(first.nodes.length, second.nodes.length);
  for (let index = 0; index < length; index++) {
    const a = first.nodes[index];
    const b = second.nodes[index];
    if (a && b && sameNode(a, b)) continue;
    throw new StepError(
      `the step does something else each time it is called, first seen at ${(a ?? b)!.site()}`,
      'a random op or changing outside value cannot be compiled: draw it on the host from a seed and pass it as an input',
    );
  }
}

function sameNode(a: GraphNode, b: GraphNode): boolean {
  return (
    a.kernel === b.kernel &&
    a.inputs.join() === b.inputs.join() &&
    describe(a) === describe(b) &&
    sameAttributes(a, b)
  );
}

function sameAttributes(a: GraphNode, b: GraphNode): boolean {
  return Object.keys(a.attrs).every((name) => {
    const left = a.attrs[name];
    const right = b.attrs[name];
    if (typeof left !== 'object' || typeof right !== 'object') return Object.is(left, right);
    return left.length === right.length && left.every((value, index) => Object.is(value, right[index]));
  });
}
