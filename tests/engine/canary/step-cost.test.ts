import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/engine/canary/step-cost.ts';
import { graphOf, node, placeholder } from '../graphs.ts';

const transpose = { transposeA: false, transposeB: false };

describe('costOf', () => {
  it('counts the terms of sums on the longest way to an output, and no moves', () => {
    const graph = graphOf(
      placeholder([2, 300]),
      node('Transpose', [0], [300, 2], { perm: [1, 0] }),
      node('BatchMatMul', [0, 1], [2, 2], transpose),
      node('Multiply', [2, 2], [2, 2]),
      node('Sum', [3], [1, 2], { axes: [0] }),
    );
    expect(costOf(graph).roundings).toBe(300 + 4 + (1 + 4) + (2 + 4));
  });

  it('a step that only hands on its state has one rounding, and costs nothing', () => {
    expect(costOf(graphOf(placeholder([2, 3])))).toEqual({ seconds: 0, roundings: 1 });
  });

  it("takes a product's time by its multiplications, and a filter's gradient for what it is in TensorFlow.js", () => {
    const product = graphOf(placeholder([1000, 1000]), node('BatchMatMul', [0, 0], [1000, 1000], transpose));
    expect(costOf(product).seconds).toBeCloseTo(1e9 / 4e8, 3);
    const geometry = { filterHeight: 3, filterWidth: 3 };
    const filter = graphOf(
      placeholder([1, 8, 16, 16, 4]),
      node('ReplicaConv2D', [0, 0], [1, 8, 16, 16, 4], geometry),
      node('ReplicaConv2DBackpropFilter', [0, 1], [1, 3, 3, 4, 4], geometry),
    );
    const sums = 8 * 16 * 16;
    expect(costOf(filter).roundings).toBe(9 * 4 + 4 + sums + 4);
    expect(costOf(filter).seconds).toBeCloseTo((sums * 9 * 16) / 8e6 + (sums * 4 * 9 * 4) / 4e8, 3);
  });
});
