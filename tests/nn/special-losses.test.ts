import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { accuracy, embedding, errorCount, globalNorm, softmaxCrossEntropies } from '#nn';

beforeAll(() => tf.setBackend('cpu'));

function lossAndGradient(logits: number[], label: number): { loss: number; gradient: number[] } {
  const x = tf.tensor(logits, [1, 1, logits.length]);
  const labels = tf.tensor([label], [1, 1], 'int32');
  const { value, grad } = tf.valueAndGrad((t: tf.Tensor) => tf.sum(softmaxCrossEntropies(t, labels)))(x);
  return { loss: value.dataSync()[0]!, gradient: Array.from(grad.dataSync()) };
}

describe('losses of values that are not finite, and of labels that are no class', () => {
  // log(1 + e), and softmax minus one-hot.
  it('takes a logit of -Infinity for a class of probability 0', () => {
    const { loss, gradient } = lossAndGradient([0, -Infinity, 1], 0);
    expect(loss).toBeCloseTo(1.3132616, 6);
    expect(gradient[0]).toBeCloseTo(-0.7310586, 6);
    expect(gradient[1]).toBe(0);
    expect(gradient[2]).toBeCloseTo(0.7310586, 6);
  });

  it('does not overflow where logits are near the largest float', () => {
    expect(lossAndGradient([3e38, -3e38], 0)).toEqual({ loss: 0, gradient: [0, 0] });
  });

  it('is NaN for a label outside of the classes, and its gradient too', () => {
    for (const label of [-1, 3, 2 ** 31 - 1]) {
      expect(lossAndGradient([1, 2, 3], label)).toEqual({ loss: NaN, gradient: [NaN, NaN, NaN] });
    }
  });

  it('counts no sample whose label is no class as right or wrong', () => {
    const logits = tf.tensor([1, 2, 2, 1, 1, 2, 2, 1], [2, 2, 2]);
    const labels = tf.tensor([1, 1, 0, 2], [2, 2], 'int32');
    expect(Array.from(accuracy(logits, labels).dataSync())).toEqual([0.5, NaN]);
    expect(Array.from(errorCount(logits, labels).dataSync())).toEqual([1, NaN]);
  });

  it('keeps a row of an embedding that is not finite, and an unknown id, to themselves', () => {
    const table = tf.tensor([1, 2, NaN, Infinity, 3, 4], [1, 3, 2]);
    const rows = embedding(tf.tensor([0, 2, 1, 3, -1], [1, 5], 'int32'), table);
    expect(Array.from(rows.dataSync())).toEqual([1, 2, 3, 4, NaN, Infinity, NaN, NaN, NaN, NaN]);
  });

  it('has gradient 0 of a norm at 0, and NaN of a norm that is NaN', () => {
    const slope = tf.grad((x: tf.Tensor) => globalNorm({ x }));
    expect(Array.from(slope(tf.zeros([1, 2])).dataSync())).toEqual([0, 0]);
    expect(globalNorm({ x: tf.tensor([NaN, 1], [1, 2]) }).dataSync()[0]).toBeNaN();
  });
});
