import { type NdArray, type NdRecord, UserError } from '#core';
import { describe, type Graph, type GraphNode, type ValueId } from './graph/graph.ts';
import { placeIn } from './place-in.ts';
import { recordStep } from './trace/trace.ts';
import type { Program, Step, StepSpecs } from './types.ts';

/** That the values of an array from the host, cut to whole numbers, are 0 to `count` - 1. */
interface IdRule {
  readonly group: 'input' | 'data';
  readonly name: string;
  readonly count: number;
  /** What they count, for the message. */
  readonly what: string;
  readonly site: () => string;
}

/**
 * Checks inputs (a leading axis of steps) and data.
 * @throws UserError with the array, the value, its place, what it had to be one of, and the place in the step
 */
export type IdCheck = (inputs: NdRecord, data: NdRecord) => void;

/**
 * The check of what a step takes from the host as labels, ids or indices: what it gathers rows by, makes one-hot, or gives
 * NaN for outside of a range. None for a step that cannot be recorded.
 */
export function idCheckOf(program: Program, step: Step, specs: StepSpecs): IdCheck {
  const rules = rulesOf(program, step, specs);
  // A data set is the same array in every run.
  const known = new WeakSet<NdArray['values']>();
  return (inputs, data) => {
    for (const rule of rules) {
      const array = (rule.group === 'input' ? inputs : data)[rule.name];
      if (array && !known.has(array.values)) requireIds(rule, array, inputs['stepIndex']);
    }
    for (const { values } of Object.values(data)) known.add(values);
  };
}

function rulesOf(program: Program, step: Step, specs: StepSpecs): readonly IdRule[] {
  try {
    const graph = program.recorded ?? recordStep(step, specs);
    return graph.nodes.flatMap((node) => ruleOf(graph, node) ?? []);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

function ruleOf(graph: Graph, node: GraphNode): IdRule | undefined {
  const { kernel, inputs, attrs, site } = node;
  const operand = (index: number): GraphNode => graph.nodes[inputs[index]!]!;
  const ruled = (id: ValueId, count: number, what: string): IdRule | undefined => {
    const source = sourceOf(graph, id);
    return source && { ...source, count, what, site };
  };
  if (kernel === 'GatherV2') {
    const rows = operand(0).shape[attrs['axis'] as number]!;
    return ruled(inputs[1]!, rows, `rows of ${describe(operand(0))}`);
  }
  if (kernel === 'OneHot') return ruled(inputs[0]!, attrs['depth'] as number, 'classes');
  if (kernel !== 'Select' || !Number.isNaN(operand(2).attrs['value'])) return undefined;
  const range = rangeOf(graph, operand(0));
  return range && ruled(range.of, range.count, 'labels or ids');
}

/** Kernels that put the elements of their first operand elsewhere, or choose among them. */
const moves = new Set(['Reshape', 'Identity', 'Tile', 'Transpose', 'Reverse', 'Cast', 'GatherV2']);

function unmoved(graph: Graph, id: ValueId): GraphNode {
  let node = graph.nodes[id]!;
  while (moves.has(node.kernel)) node = graph.nodes[node.inputs[0]!]!;
  return node;
}

/** The array from the host whose values these are. */
function sourceOf(graph: Graph, id: ValueId): Pick<IdRule, 'group' | 'name'> | undefined {
  const { kernel, attrs } = unmoved(graph, id);
  const { group, name } = attrs as { group: 'input' | 'data' | 'state'; name: string };
  return kernel === 'Placeholder' && group !== 'state' ? { group, name } : undefined;
}

/** Of a truth value 0 <= x < count, what x is. */
function rangeOf(graph: Graph, truth: GraphNode): { of: ValueId; count: number } | undefined {
  const both = unmoved(graph, truth.id);
  const [from, to] = both.inputs.map((id) => unmoved(graph, id));
  if (both.kernel !== 'LogicalAnd' || from?.kernel !== 'GreaterEqual' || to?.kernel !== 'Less')
    return undefined;
  const [low, high] = [from, to].map(({ inputs }) => graph.nodes[inputs[1]!]!.attrs['value']);
  const isSame = unmoved(graph, from.inputs[0]!) === unmoved(graph, to.inputs[0]!);
  if (low !== 0 || typeof high !== 'number' || !isSame) return undefined;
  // Of floats it is a limit like any other.
  return unmoved(graph, to.inputs[0]!).dtype === 'int32' ? { of: to.inputs[0]!, count: high } : undefined;
}

function requireIds({ group, name, count, what, site }: IdRule, array: NdArray, steps?: NdArray): void {
  const { values, shape } = array;
  const index = values.findIndex((value) => !(Math.trunc(value) >= 0 && Math.trunc(value) < count));
  if (index < 0) return;
  const place = placeIn(shape, index);
  const first = group === 'input' ? place.shift()! : undefined;
  const at = first === undefined ? '' : `step ${steps?.values[first] ?? first}, `;
  throw new UserError(
    `${group} '${name}': ${values[index]} at ${at}place [${place.join(', ')}] is none of ${count} ${what}; used at ${site()}`,
    'labels, ids and indices run from 0 up to the number of classes or rows less one: correct the array, or the size that the step is made for',
  );
}
