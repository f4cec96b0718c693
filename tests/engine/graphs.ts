import type { DType, SpecRecord, TensorSpec } from '#core';
import type { Step, TensorRecord } from '#engine';
import type { Attributes, Graph, GraphNode, ValueId } from '../../src/engine/graph/graph.ts';
import { traceStep } from '../../src/engine/trace/trace.ts';

export const spec = (shape: readonly number[], dtype: DType = 'float32'): TensorSpec => ({ dtype, shape });

/** The graph of a step that reads inputs and measures. */
export function traced(
  metrics: (input: TensorRecord) => TensorRecord,
  input: SpecRecord = { x: spec([2, 3]) },
): Graph {
  const step: Step = (_, given) => ({ state: {}, metrics: metrics(given) });
  return traceStep(step, { state: {}, input, data: {} });
}

/** Kernels of the nodes in order, without placeholders. */
export function kernels(graph: Graph): string[] {
  return graph.nodes.filter(({ kernel }) => kernel !== 'Placeholder').map(({ kernel }) => kernel);
}

type Draft = Partial<Omit<GraphNode, 'id'>> & Pick<GraphNode, 'kernel'>;

/** A graph written down node by node; the last node is its metric `y`. */
export function graphOf(...drafts: Draft[]): Graph {
  const nodes = drafts.map((draft, id): GraphNode => ({
    inputs: [],
    attrs: {},
    shape: [],
    dtype: 'float32',
    site: () => `draft ${id}`,
    ...draft,
    id,
  }));
  return { nodes, state: {}, metrics: { y: nodes.length - 1 } };
}

export const placeholder = (shape: readonly number[], dtype: DType = 'float32', name = 'x'): Draft => ({
  kernel: 'Placeholder',
  attrs: { group: 'input', name },
  shape,
  dtype,
});

export const fill = (value: number, shape: readonly number[] = [], dtype: DType = 'float32'): Draft => ({
  kernel: 'Fill',
  attrs: { value },
  shape,
  dtype,
});

export function node(
  kernel: string,
  inputs: readonly ValueId[],
  shape: readonly number[],
  attrs: Attributes = {},
  dtype: DType = 'float32',
): Draft {
  return { kernel, inputs, attrs, shape, dtype };
}

/** The node that metric `y` is. */
export function resultOf(graph: Graph): GraphNode {
  return graph.nodes[graph.metrics['y']!]!;
}

/** The node that a node takes as its operand number `index`. */
export function operandOf(graph: Graph, of: GraphNode, index = 0): GraphNode {
  return graph.nodes[of.inputs[index]!]!;
}
