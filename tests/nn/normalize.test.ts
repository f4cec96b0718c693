import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { statisticsOf } from '#nn';
import { normalize } from '../../src/nn/normalize.ts';
import { curvatureError, draws, gradientError, toTensor, valuesOf } from './numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

const x = draws('x', [2, 4, 3, 2]);
const weights = draws('weights', [2, 4, 3, 2]);

describe('normalize', () => {
  it('gives mean 0 and variance v / (v + epsilon) over its axes', () => {
    const [mean, variance, original] = tf.tidy(() => {
      const input = toTensor(x);
      const after = statisticsOf(normalize(input, [1, 2], 0.5), [1, 2]);
      return [
        after.mean.dataSync(),
        after.variance.dataSync(),
        statisticsOf(input, [1, 2]).variance.dataSync(),
      ];
    });
    mean.forEach((value) => expect(value).toBeCloseTo(0, 6));
    variance.forEach((value, i) => expect(value).toBeCloseTo(original[i]! / (original[i]! + 0.5), 6));
  });

  // The batch is not constant along any axis, and the weights make the loss depend on all of it.
  const loss = (axes: number[]) => (params: Readonly<Record<string, tf.Tensor>>) =>
    tf.mean(tf.tanh(tf.mul(normalize(params['x']!, axes, 1e-3), toTensor(weights))), [1, 2, 3]);

  it.each([[[1, 2]], [[2]], [[1, 2, 3]]])(
    'has gradients that match central differences over axes %j',
    (axes) => {
      expect(gradientError(loss(axes), { x })).toBeLessThan(1e-3);
    },
  );

  it.each([[[1, 2]], [[2]], [[1, 2, 3]]])('has second derivatives that match over axes %j', (axes) => {
    expect(curvatureError(loss(axes), { x })).toBeLessThan(1e-3);
  });

  it('is the same for x and a x + b when epsilon is 0', () => {
    const shifted = valuesOf(() => normalize(tf.add(tf.mul(toTensor(x), 8), 16), [1, 2], 0));
    const plain = valuesOf(() => normalize(toTensor(x), [1, 2], 0));
    plain.forEach((value, index) => expect(shifted[index]).toBeCloseTo(value, 4));
  });
});
