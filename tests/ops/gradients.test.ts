import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import '#ops';

beforeAll(() => tf.setBackend('cpu'));

const gradients = (op: (...x: tf.Tensor[]) => tf.Tensor, ...x: tf.Tensor[]): number[][] =>
  tf
    .grads((...y: tf.Tensor[]) => tf.sum(op(...y)))(x)
    .map((gradient) => Array.from(gradient.dataSync()));

// Right values are those of PyTorch 2.13.0 for the same operands: `f(x).sum().backward()` with f of Tensor.amax and amin,
// torch.maximum, minimum, pow, cumprod, where and abs. Those of floorDiv and of rows taken were worked by hand.
describe('gradients that TF.js lacks or has wrong', () => {
  it('are shared by elements that tie for an extremum', () => {
    expect(gradients((x) => tf.max(x), tf.tensor([2, 2, 1]))).toEqual([[0.5, 0.5, 0]]);
    expect(gradients((x) => tf.min(x), tf.tensor([1, 1, 2]))).toEqual([[0.5, 0.5, 0]]);
    expect(gradients((a, b) => tf.maximum(a, b), tf.tensor([1, 2, 3]), tf.tensor([2]))).toEqual([
      [0, 0.5, 1],
      [1.5],
    ]);
    expect(gradients((a, b) => tf.minimum(a, b), tf.tensor([1, 2, 3]), tf.tensor([2]))).toEqual([
      [1, 0.5, 0],
      [1.5],
    ]);
  });

  it('are NaN for an extremum that is NaN', () => {
    expect(gradients((x) => tf.max(x), tf.tensor([1, NaN, 3]))).toEqual([[NaN, NaN, NaN]]);
  });

  it('of powers are right where base or exponent is zero, and NaN along the exponent of a negative base', () => {
    expect(gradients((x) => tf.pow(x, 0), tf.tensor([0, -2, 2]))).toEqual([[0, 0, 0]]);
    const [base, exponent] = gradients(
      (x, y) => tf.pow(x, y),
      tf.tensor([0, 0, 0, -2, 2]),
      tf.tensor([0, 2, 0.5, 2, 0]),
    );
    expect(base).toEqual([0, 0, Infinity, -4, 0]);
    expect(exponent).toEqual([0, 0, 0, NaN, Math.fround(Math.LN2)]);
  });

  it('of cumulative products are right where a factor is zero', () => {
    expect(gradients((x) => tf.cumprod(x), tf.tensor([2, 0, 3]))).toEqual([[1, 8, 0]]);
  });

  it('pass through the chosen branch alone, also when the condition depends on x', () => {
    const op = (x: tf.Tensor): tf.Tensor => tf.where(tf.greater(x, 0), tf.log(x), tf.mul(x, 3));
    expect(gradients(op, tf.tensor([0.5, -1]))).toEqual([[2, 3]]);
    expect(gradients((x) => tf.add(tf.floorDiv(x, 2), x), tf.tensor([5]))).toEqual([[1]]);
  });

  it('of an absolute value is 0 at 0', () => {
    expect(gradients((x) => tf.abs(x), tf.tensor([0, -1, 2]))).toEqual([[0, -1, 1]]);
  });

  it('of rows taken keep a NaN or infinity in its row, and refuse an index without a row', () => {
    const x = tf.zeros([1, 3, 1]);
    const weights = tf.tensor([NaN, 2, Infinity, 1], [1, 4, 1]);
    const rows = tf.tensor([0, 1, 2, 1], [1, 4], 'int32');
    expect(gradients((t) => tf.mul(tf.gather(t, rows, 1, 1), weights), x)).toEqual([[NaN, 3, Infinity]]);
    expect(() => gradients((t) => tf.gather(t, tf.tensor([-1], [1], 'int32')), tf.zeros([3]))).toThrow(/-1/);
  });
});
