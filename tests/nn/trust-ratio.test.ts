import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NormClip } from '#nn';
import '#ops';
import { trustRatio } from '../../src/nn/trust-ratio.ts';

beforeAll(() => tf.setBackend('cpu'));

const ratios = (weights: tf.Tensor, update: tf.Tensor, phi?: NormClip): number[] =>
  Array.from(trustRatio(weights, update, phi).dataSync());

describe('trustRatio', () => {
  // Norms 5, 13, 0 and 5 of weights; 10, 0, 2 and 20 of updates.
  const weights = tf.tensor([3, 0, 4, 5, 12, 0, 0, 0, 0, 0, -5, 0], [4, 1, 3]);
  const update = tf.tensor([6, 8, 0, 0, 0, 0, 2, 0, 0, 0, 0, -20], [4, 1, 3]);

  it('is a quotient of norms over everything but replicas, and 1 where a norm is zero', () => {
    expect(trustRatio(weights, update).shape).toEqual([4, 1, 1]);
    expect(ratios(weights, update)).toEqual([0.5, 1, 1, 0.25]);
  });

  it('phi bounds the norm of weights from both sides, and leaves ratios of zero norms alone', () => {
    expect(ratios(weights, update, { upper: 4 })).toEqual([Math.fround(0.4), 1, 1, Math.fround(0.2)]);
    expect(ratios(weights, update, { lower: 10 })).toEqual([1, 1, 1, 0.5]);
    expect(ratios(weights, update, { lower: 4, upper: 6 })).toEqual([0.5, 1, 1, 0.25]);
  });

  it('a tensor of one number per replica', () => {
    expect(ratios(tf.tensor([-3, 0]), tf.tensor([1.5, 7]))).toEqual([2, 1]);
  });

  it.each([{ lower: 2, upper: 1 }, { lower: -1 }, { upper: 0 }, { lower: NaN }])('refuses phi %j', (phi) => {
    expect(() => trustRatio(weights, update, phi)).toThrow(/phi: there is no norm from/);
  });
});
