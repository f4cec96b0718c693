import { describe, type Graph, type GraphNode, type ValueId } from '../graph/graph.ts';
import { nodeRules } from './node-rules.ts';
import type { Claimed, Shaped } from './rule.ts';

const types = ['float32', 'int32', 'bool'];

/** What is wrong with a node, given its operands: undefined when shapes, types, attributes and values fit. */
export function violationOf(node: Claimed, operands: readonly Shaped[]): string | undefined {
  const { shape, dtype } = node;
  if (!types.includes(dtype)) return `has type ${dtype}`;
  if (!shape.every((extent) => Number.isSafeInteger(extent) && extent >= 0))
    return `has a result of shape [${shape.join(', ')}]`;
  const rule = Object.hasOwn(nodeRules, node.kernel) ? nodeRules[node.kernel] : undefined;
  return rule ? rule(node, operands) : 'has no rule';
}

/**
 * Checks every node of a graph, and that it comes after its operands. One pass over the nodes.
 * @param pass what made the graph, for the message
 * @throws Error naming the pass, the kernel, its shapes and its place in the step: a fault of ours, not of the step's
 */
export function verifyGraph(graph: Graph, pass: string): Graph {
  graph.nodes.forEach((node, index) => {
    const problem = problemOf(graph, node, index);
    if (problem === undefined) return;
    const operands = node.inputs.map((id) => (graph.nodes[id] ? describe(graph.nodes[id]) : `value ${id}`));
    throw new Error(
      `internal: after ${pass}, ${node.kernel}(${operands.join(', ')}) to ${describe(node)} ${problem}; called at ${node.site()}`,
    );
  });
  const given: ValueId[] = [...Object.values(graph.state), ...Object.values(graph.metrics)];
  const missing = given.find((id) => !graph.nodes[id]);
  if (missing !== undefined) throw new Error(`internal: after ${pass}, output ${missing} is no node`);
  return graph;
}

function problemOf(graph: Graph, node: GraphNode, index: number): string | undefined {
  if (node.id !== index) return `has number ${node.id} in place ${index}`;
  if (!node.inputs.every((id) => Number.isInteger(id) && id >= 0 && id < index))
    return 'stands before an operand';
  return violationOf(node, node.inputs.map((id) => graph.nodes[id]!)); // prettier-ignore
}
