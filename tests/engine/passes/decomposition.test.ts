import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { SpecRecord } from '#core';
import { optimize } from '../../../src/engine/passes/optimize.ts';
import type { Graph } from '../../../src/engine/graph/graph.ts';
import { kernels, spec, traced } from '../graphs.ts';

const maps: SpecRecord = { x: spec([2, 5, 4, 3]), filter: spec([3, 3, 3, 2]) };

/** The gradient of a convolution with respect to its input. */
function inputGradient(strides: number, pad: 'same' | 'valid', input = maps): Graph {
  return optimize(
    traced(({ x, filter }) => {
      const sum = (given: tf.Tensor): tf.Scalar =>
        tf.sum(tf.square(tf.conv2d(given as tf.Tensor4D, filter as tf.Tensor4D, strides, pad)));
      return { gradient: tf.grad(sum)(x!) };
    }, input),
  );
}

describe('convolutions', () => {
  it('of one pixel and stride 1 are products alone', () => {
    const graph = optimize(
      traced(({ x, filter }) => ({ y: tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, 'same') }), {
        ...maps,
        filter: spec([1, 1, 3, 2]),
      }),
    );
    expect(new Set(kernels(graph))).toEqual(new Set(['Reshape', 'BatchMatMul']));
  });

  it('with stride 1 give their input a gradient by the flipped filter', () => {
    expect(kernels(inputGradient(1, 'same'))).toContain('Reverse');
    expect(kernels(inputGradient(1, 'valid'))).not.toContain('FoldWindows');
  });

  it('with a stride give all phases of their input a gradient by one product', () => {
    const graph = kernels(inputGradient(2, 'same'));
    expect(graph).not.toContain('FoldWindows');
    // The other one is the convolution itself.
    expect(graph.filter((kernel) => kernel === 'BatchMatMul')).toHaveLength(2);
  });
});

describe('pooling', () => {
  const pooled = (pool: (x: tf.Tensor4D) => tf.Tensor4D): Graph =>
    optimize(traced(({ x }) => ({ y: pool(x as tf.Tensor4D) }), { x: spec([1, 3, 3, 1]) }));

  it('pads for the maximum with less than any number', () => {
    const graph = pooled((x) => tf.maxPool(x, 2, 2, 'same'));
    expect(graph.nodes.find(({ kernel }) => kernel === 'Windows')!.attrs['padValue']).toBe(-Infinity);
  });

  it('divides an average by the pixels that are there', () => {
    const graph = pooled((x) => tf.avgPool(x, 2, 2, 'same'));
    expect(graph.nodes.find(({ kernel }) => kernel === 'Const')!.attrs['values']).toEqual(
      Float32Array.of(1 / 4, 1 / 2, 1 / 2, 1),
    );
  });

  it('needs one factor where all windows are full', () => {
    const graph = pooled((x) => tf.avgPool(x, 2, 1, 'valid'));
    expect(graph.nodes.find(({ kernel }) => kernel === 'Fill')).toMatchObject({
      shape: [],
      attrs: { value: 1 / 4 },
    });
  });
});
