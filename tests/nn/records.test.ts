import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { globalNorm, squaredNorm, under, withPrefix } from '#nn';

beforeAll(() => tf.setBackend('cpu'));

describe('globalNorm', () => {
  const record = tf.tidy(() => ({ w: tf.tensor([3, 0, 0, 5], [2, 1, 2]), b: tf.tensor([4, 12], [2]) }));

  it('is the norm of all tensors of a replica as one vector', () => {
    expect(Array.from(globalNorm(record).dataSync())).toEqual([5, 13]);
    expect(Array.from(squaredNorm(record, ['w']).dataSync())).toEqual([9, 25]);
  });

  it('names a tensor that is not there', () => {
    expect(() => globalNorm(record, ['gamma'])).toThrow("no tensor 'gamma'; there are w, b");
    expect(() => globalNorm({})).toThrow('the norm of no tensors');
  });
});

describe('record names', () => {
  it('come back after a prefix, and only those under it', () => {
    const joined = { ...withPrefix('params', { 'a/w': 1 }), ...withPrefix('params2', { w: 2 }) };
    expect(joined).toEqual({ 'params/a/w': 1, 'params2/w': 2 });
    expect(under('params', joined)).toEqual({ 'a/w': 1 });
  });
});
