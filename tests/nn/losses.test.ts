import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { meanSquaredError, softmaxCrossEntropies, softmaxCrossEntropy } from '#nn';
import { curvatureError, draws, gradientError } from './numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

const labels = tf.tidy(() => tf.tensor([0, 2, 1, 1, 0, 2], [2, 3], 'int32'));

describe('softmaxCrossEntropy', () => {
  it('is ln C for equal logits, and the log odds for two classes', () => {
    const equal = softmaxCrossEntropy(tf.zeros([2, 3, 4]), labels).dataSync();
    expect(equal[0]).toBeCloseTo(Math.log(4), 6);
    const odds = softmaxCrossEntropies(tf.tensor([2, 0], [1, 1, 2]), tf.tensor([1], [1, 1], 'int32'));
    expect(odds.dataSync()[0]).toBeCloseTo(Math.log1p(Math.exp(2)), 6);
  });

  it('does not overflow: logits of 1e4', () => {
    const one = tf.tensor([0], [1, 1], 'int32');
    const values = [1e4, -1e4].map(
      (logit) => softmaxCrossEntropy(tf.tensor([logit, 0], [1, 1, 2]), one).dataSync()[0],
    );
    expect(values).toEqual([0, 1e4]);
  });

  it('averages over the batch of each replica', () => {
    const logits = tf.tensor([0, 0, 0, 0, 0, 9, 0, 9], [2, 2, 2]);
    const loss = softmaxCrossEntropy(logits, tf.tensor([0, 1, 1, 0], [2, 2], 'int32')).dataSync();
    expect(loss[0]).toBeCloseTo(Math.LN2, 6);
    expect(loss[1]).toBeCloseTo((Math.log1p(Math.exp(-9)) + Math.log1p(Math.exp(9))) / 2, 5);
  });

  const params = { logits: draws('logits', [2, 3, 4]) };
  const loss = (p: Readonly<Record<string, tf.Tensor>>) => softmaxCrossEntropy(tf.tanh(p['logits']!), labels);

  it('has gradients that match central differences', () => {
    expect(gradientError(loss, params)).toBeLessThan(1e-3);
  });

  it('has second derivatives that match: the curvature of softmax is not lost', () => {
    expect(curvatureError(loss, params)).toBeLessThan(1e-4);
  });
});

describe('meanSquaredError', () => {
  it('averages over batch and outputs of each replica', () => {
    const loss = meanSquaredError(tf.tensor([1, 2, 3, 4], [2, 2, 1]), tf.tensor([0, 0, 3, 3], [2, 2, 1]));
    expect(Array.from(loss.dataSync())).toEqual([2.5, 0.5]);
  });
});
