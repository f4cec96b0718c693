import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { replicaDot, replicaScale, sharpness, type TensorRecord } from '#nn';

/** Half of sum_i curvature_i x_i^2 per replica, over two tensors: the Hessian is diagonal. */
const curvatures = {
  a: tf.tensor2d([
    [1, 4],
    [2, 3],
  ]),
  b: tf.tensor3d([[[9]], [[-7]]]),
};
const loss = (params: TensorRecord): tf.Tensor =>
  tf.add(
    tf.mul(0.5, tf.sum(tf.mul(curvatures.a, tf.square(params['a']!)), 1)),
    tf.mul(0.5, tf.sum(tf.mul(curvatures.b, tf.square(params['b']!)), [1, 2])),
  );
const params = {
  a: tf.tensor2d([
    [0.3, -1],
    [2, 0],
  ]),
  b: tf.tensor3d([[[1]], [[5]]]),
};
const third = Math.sqrt(1 / 3);
const start = { a: tf.fill([2, 2], third), b: tf.fill([2, 1, 1], third) };
const valuesOf = (x: tf.Tensor): number[] => [...x.dataSync()];

describe('the sharpness of each replica', () => {
  it('is the largest eigenvalue by magnitude, with its vector', () => {
    const { value, vector } = sharpness(loss, params, start, 40);
    expect(valuesOf(value)[0]).toBeCloseTo(9, 5);
    expect(valuesOf(value)[1]).toBeCloseTo(-7, 5);
    expect(valuesOf(vector['b']!).map(Math.abs)).toEqual([expect.closeTo(1, 5), expect.closeTo(1, 5)]);
    expect(valuesOf(replicaDot(vector, vector))).toEqual([expect.closeTo(1, 5), expect.closeTo(1, 5)]);
  });

  it('after one product is the Rayleigh quotient of the vector that was given', () => {
    const { value } = sharpness(loss, params, start, 1);
    expect(valuesOf(value)).toEqual([expect.closeTo((1 + 4 + 9) / 3, 5), expect.closeTo((2 + 3 - 7) / 3, 5)]);
  });

  it('goes on from where it ended as if it had not stopped', () => {
    const whole = sharpness(loss, params, start, 6);
    const first = sharpness(loss, params, start, 3);
    const second = sharpness(loss, params, first.vector, 3);
    expect(valuesOf(second.value)[0]).toBeCloseTo(valuesOf(whole.value)[0]!, 5);
  });

  it('of parameters that the vector does not name is left out', () => {
    const { value, vector } = sharpness(loss, params, { a: tf.fill([2, 2], Math.SQRT1_2) }, 60);
    expect(Object.keys(vector)).toEqual(['a']);
    expect(valuesOf(value)).toEqual([expect.closeTo(4, 4), expect.closeTo(3, 4)]);
  });

  it('keeps its vector where the Hessian vanishes', () => {
    const flat = (given: TensorRecord): tf.Tensor => tf.sum(tf.mul(0, tf.square(given['a']!)), 1);
    const vector = {
      a: tf.tensor2d([
        [0.6, 0.8],
        [1, 0],
      ]),
    };
    const { value, vector: next } = sharpness(flat, params, vector, 1);
    expect(valuesOf(value)).toEqual([0, 0]);
    expect(valuesOf(next['a']!)).toEqual([expect.closeTo(0.6, 6), expect.closeTo(0.8, 6), 1, 0]);
  });

  it.each([0, 1.5, NaN])('refuses %s iterations', (iterations) => {
    expect(() => sharpness(loss, params, start, iterations)).toThrow(`at least 1, got ${iterations}`);
  });
});

describe('vectors of replicas', () => {
  it('inner products and factors, whatever the rank', () => {
    const record = { a: tf.tensor1d([2, 3]), b: tf.tensor3d([[[1, 2]], [[3, 4]]]) };
    expect(valuesOf(replicaDot(record, record))).toEqual([4 + 1 + 4, 9 + 9 + 16]);
    const scaled = replicaScale(record, tf.tensor1d([10, -1]));
    expect(valuesOf(scaled['a']!)).toEqual([20, -3]);
    expect(valuesOf(scaled['b']!)).toEqual([10, 20, -3, -4]);
  });

  it('names what is missing', () => {
    expect(() => replicaDot({ a: tf.tensor1d([1]) }, { b: tf.tensor1d([1]) })).toThrow(
      "no tensor 'a'; there are b",
    );
    expect(() => replicaDot({}, {})).toThrow('the inner product of no tensors');
  });
});
