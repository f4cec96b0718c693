import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { cutRules } from '../../../../src/engine/passes/replicas/cut-rules.ts';
import { blockShape, divides, type Part } from '../../../../src/engine/passes/replicas/cut.ts';
import { describe as textOf, type Graph, type GraphNode } from '../../../../src/engine/graph/graph.ts';
import { apply, inScope, nodeValues } from '../../interpret.ts';
import { randomValues } from './blocks.ts';

/**
 * Holds the rule of every node, for every axis and number of blocks, against its law: block i of the result comes from
 * block i of operands that are cut and all of the others. Returns the kernels of which a cut was seen.
 */
export function expectRulesToHold(graph: Graph, counts: readonly number[] = [2, 3]): Set<string> {
  void tf.setBackend('cpu');
  const seen = new Set<string>();
  inScope(() => {
    const values = nodeValues(graph, randomValues(graph, 'rules'));
    for (const node of graph.nodes) {
      for (const replicas of counts) {
        node.shape.forEach((_, axis) => {
          if (inScope(() => holds(graph, node, values, axis, replicas))) seen.add(node.kernel);
        });
      }
    }
  });
  return seen;
}

/** False when there is no cut. */
function holds(
  graph: Graph,
  node: GraphNode,
  values: readonly tf.Tensor[],
  axis: number,
  replicas: number,
): boolean {
  if (!divides(replicas, node.shape, axis)) return false;
  const operands = node.inputs.map((id) => graph.nodes[id]!);
  const cut = cutRules[node.kernel]?.({ node, operands, axis, replicas });
  const cuttable = (part: Part, index: number): boolean =>
    part === 'whole' || divides(replicas, operands[index]!.shape, part);
  if (!cut?.operands.every(cuttable)) return false;
  const single = { ...node, attrs: cut.attrs ?? node.attrs, shape: blockShape(node.shape, axis, replicas) };
  for (let index = 0; index < replicas; index++) {
    const inputs = cut.operands.map((part, at) => partOf(values[node.inputs[at]!]!, part, index, replicas));
    const actual = apply(single, inputs);
    const expected = partOf(values[node.id]!, axis, index, replicas);
    const name = `block ${index} of ${replicas} along axis ${axis} of ${node.kernel} ${textOf(node)}`;
    expect(actual.shape, name).toEqual(expected.shape);
    // TF.js may keep the buffer of another type after a cast.
    expect([...actual.dataSync()], name).toEqual([...expected.dataSync()]);
  }
  return true;
}

function partOf(x: tf.Tensor, part: Part, index: number, replicas: number): tf.Tensor {
  if (part === 'whole') return x;
  const block = blockShape(x.shape, part, replicas);
  const begin = x.shape.map((_, axis) => (axis === part ? index * block[axis]! : 0));
  return tf.slice(x, begin, block);
}
