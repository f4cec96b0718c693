import { describe, expect, it } from 'vitest';
import { GraphBuilder, rewrite, type Rule } from '../../../src/engine/passes/builder.ts';
import type { Graph } from '../../../src/engine/graph/graph.ts';
import { fill, graphOf, kernels, node, placeholder, resultOf } from '../graphs.ts';

describe('rewrite', () => {
  it('computes equal nodes once, and what follows from them', () => {
    const graph = graphOf(
      placeholder([2]),
      node('Exp', [0], [2]),
      node('Exp', [0], [2]),
      node('Neg', [1], [2]),
      node('Neg', [2], [2]),
      node('Add', [3, 4], [2]),
    );
    const small = rewrite(graph, []);
    expect(kernels(small)).toEqual(['Exp', 'Neg', 'Add']);
    expect(resultOf(small).inputs).toEqual([2, 2]);
  });

  it.each([
    ['operands', node('Sub', [0, 1], [2]), node('Sub', [1, 0], [2])],
    ['attributes', node('Sum', [0], [1], { axes: [0] }), node('Sum', [0], [1], { axes: [] })],
    ['element type', node('Cast', [0], [2], {}, 'int32'), node('Cast', [0], [2], {}, 'bool')],
    ['shape', node('Reshape', [0], [1, 2]), node('Reshape', [0], [2, 1])],
    ['the sign of zero', fill(0), fill(-0)],
    ['infinity and NaN', fill(Infinity), fill(NaN)],
    [
      'the sign of a zero in a list',
      node('Const', [], [2], { values: Float32Array.of(0, 1) }),
      node('Const', [], [2], { values: Float32Array.of(-0, 1) }),
    ],
  ])('keeps nodes apart that differ in %s', (_, first, second) => {
    const inputs = [placeholder([2]), placeholder([2], 'float32', 'other')];
    const graph: Graph = { ...graphOf(...inputs, first, second), metrics: { a: 2, b: 3 } };
    const { metrics } = rewrite(graph, []);
    expect(metrics['a']).not.toBe(metrics['b']);
  });

  it('drops what no output needs, placeholders included', () => {
    const graph = graphOf(
      placeholder([2], 'float32', 'unused'),
      placeholder([2]),
      node('Exp', [0], [2]),
      node('Neg', [1], [2]),
    );
    const small = rewrite(graph, []);
    expect(small.nodes.map(({ kernel, inputs }) => [kernel, inputs])).toEqual([
      ['Placeholder', []],
      ['Neg', [0]],
    ]);
  });

  it('keeps state and metrics that are one value', () => {
    const graph: Graph = {
      ...graphOf(placeholder([2]), node('Neg', [0], [2])),
      state: { s: 1 },
      metrics: { m: 1 },
    };
    expect(rewrite(graph, [])).toMatchObject({ state: { s: 1 }, metrics: { m: 1 } });
  });

  it('tries every rule on what a rule adds', () => {
    const expToNeg: Rule = (candidate, builder) =>
      candidate.kernel === 'Exp'
        ? builder.derive(candidate, 'Neg', candidate.inputs, {}, candidate.shape)
        : undefined;
    const negToAbs: Rule = (candidate, builder) =>
      candidate.kernel === 'Neg'
        ? builder.derive(candidate, 'Abs', candidate.inputs, {}, candidate.shape)
        : undefined;
    expect(kernels(rewrite(graphOf(placeholder([2]), node('Exp', [0], [2])), [expToNeg, negToAbs]))).toEqual([
      'Abs',
    ]);
  });
});

describe('GraphBuilder', () => {
  it('gives a derived node the place of the node that it stands for', () => {
    const builder = new GraphBuilder([]);
    const origin = {
      ...node('Exp', [], [2]),
      inputs: [],
      attrs: {},
      shape: [2],
      site: () => 'line 7',
    } as const;
    const id = builder.derive({ ...origin, dtype: 'float32' }, 'Neg', [], {}, [2]);
    expect(builder.node(id).site()).toBe('line 7');
  });
});
