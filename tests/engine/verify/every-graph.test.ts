import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, vi } from 'vitest';
import type { DType } from '#core';
import { elementwiseOps } from '../../../src/engine/graph/elementwise-ops.ts';
import type { Graph } from '../../../src/engine/graph/graph.ts';
import { optimize, optimizeForCode } from '../../../src/engine/passes/optimize.ts';
import { splitIntoReplicas } from '../../../src/engine/passes/split-replicas.ts';
import { planStep } from '../../../src/engine/plan/index.ts';
import { violationOf } from '../../../src/engine/verify/index.ts';
import { nodeRules } from '../../../src/engine/verify/node-rules.ts';
import { spec, traced } from '../graphs.ts';
import { type KernelExample, kernelExamples } from '../passes/replicas/kernel-examples.ts';

const verified = vi.hoisted(() => ({ passes: [] as string[], graphs: new Set<unknown>() }));

type Verify = typeof import('../../../src/engine/verify/index.ts');

vi.mock('../../../src/engine/verify/index.ts', async (original) => {
  const real = await original<Verify>();
  const verifyGraph: Verify['verifyGraph'] = (graph, pass) => {
    verified.passes.push(pass);
    verified.graphs.add(graph);
    return real.verifyGraph(graph, pass);
  };
  return { ...real, verifyGraph };
});

const step = (): Graph =>
  traced(
    ({ x, w }) => ({ y: tf.add(tf.matMul(x!, w!), tf.matMul(x!, tf.mul(w!, 2))), z: tf.sum(tf.pad(x!, [[0, 0], [1, 1], [0, 0]]), 1) }),
    { x: spec([3, 2, 4]), w: spec([3, 4, 5]) },
  ); // prettier-ignore

describe('what is verified', () => {
  it.each<[string, () => Graph]>([
    ['recorded', step],
    ['cut into replicas', () => splitIntoReplicas(step()).graph],
    ['optimized for code', () => optimizeForCode(step())],
    ['optimized for the library', () => optimize(step())],
    ['planned', () => planStep(step(), { scratchBytes: () => 0 }).one.graph],
  ])('is the graph that is %s', (_, made) => {
    const graph = made();
    expect(verified.graphs.has(graph)).toBe(true);
  });

  it('is the graph after each of the passes to machine code', () => {
    verified.passes.length = 0;
    planStep(step(), { scratchBytes: () => 0 });
    expect(new Set(verified.passes)).toEqual(
      new Set(['tracing', 'the cut into 3 replicas', 'simplification', 'the merging of products', 'the last simplification']),
    );
  }); // prettier-ignore
});

/** What a node may be without its operands saying so: given from outside, or made as it is asked for. */
const free: Readonly<Record<string, readonly string[]>> = {
  shape: ['Placeholder', 'Fill', 'BroadcastTo'],
  type: ['Placeholder', 'Fill', 'Cast', 'OneHot'],
};
const types: readonly DType[] = ['float32', 'int32', 'bool'];

/** Changes of single nodes that their rules let pass. */
function unnoticed({ nodes }: Graph): string[] {
  return nodes.flatMap((node) => {
    const operands = node.inputs.map((id) => nodes[id]!);
    const shapes = free['shape']!.includes(node.kernel)
      ? []
      : node.shape.map((extent, axis) => ({ ...node, shape: node.shape.with(axis, extent + 1) }));
    const others = free['type']!.includes(node.kernel) ? [] : types.filter((type) => type !== node.dtype);
    const fewer = operands.length === 0 ? [] : [operands.slice(1)];
    return [
      ...(violationOf(node, operands) === undefined ? [] : [`${node.kernel} as it is`]),
      ...[...shapes, ...others.map((dtype) => ({ ...node, dtype }))]
        .filter((changed) => violationOf(changed, operands) === undefined)
        .map(({ shape, dtype }) => `${node.kernel} to ${dtype}[${shape.join()}] from ${node.dtype}[${node.shape.join()}]`),
      ...fewer.filter((some) => violationOf(node, some) === undefined && node.kernel !== 'Concat').map(() => `${node.kernel} without an operand`),
    ];
  });
} // prettier-ignore

const examples: Readonly<Record<string, KernelExample>> = {
  ...kernelExamples,
  'the gradient of a filter': {
    kernels: ['Conv2DBackpropFilter'],
    input: { x: spec([6, 5, 4, 2]), filter: spec([3, 3, 2, 2]) },
    metrics: ({ x, filter }) => ({
      y: tf.grad((w) => tf.sum(tf.square(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same'))))(filter!),
    }),
  },
};

/** The graphs of an example: recorded, and after each way of optimizing it. */
const graphsOf = ({ input, metrics }: KernelExample): Graph[] => {
  const graph = traced(metrics, input);
  return [graph, optimize(graph), optimizeForCode(graph)];
};

describe('the rule of every kernel', () => {
  it.each(Object.entries(examples))('notices another shape, type or operand: %s', (_, example) => {
    expect(graphsOf(example).flatMap(unnoticed)).toEqual([]);
  });

  it('is there for some example, but for ops that are elementwise alike', () => {
    const seen = new Set(Object.values(examples).flatMap(graphsOf).flatMap(({ nodes }) => nodes.map(({ kernel }) => kernel)));
    expect(Object.keys(nodeRules).filter((kernel) => !seen.has(kernel) && !Object.hasOwn(elementwiseOps, kernel))).toEqual([]);
  });
}); // prettier-ignore
