import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createRng, sizeOf } from '#core';
import { conv, conv1d, conv1dSpecs, convSpecs, filled } from '#nn';

/** Normal draws of a shape. */
const draw = (name: string, shape: number[]): tf.Tensor =>
  tf.tensor(createRng('conv', name).normals(sizeOf(shape)), shape);

const replica = (x: tf.Tensor, index: number): tf.Tensor => tf.squeeze(tf.slice(x, [index], [1]), [0]);

/** Largest absolute difference between two tensors of one shape. */
function distance(a: tf.Tensor, b: tf.Tensor): number {
  expect(a.shape).toEqual(b.shape);
  return tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]!;
}

/** With zeros around the spatial axes, where their number is given. */
function surrounded(x: tf.Tensor, pad: 'same' | 'valid' | number, axes: number): tf.Tensor {
  const side: [number, number] = typeof pad === 'number' ? [pad, pad] : [0, 0];
  return tf.pad(x, [[0, 0], ...Array.from({ length: axes }, () => side), [0, 0]]);
}

const paddings = ['same', 'valid', 0, 1, 2] as const;
const strides = [1, 2, 3];
const cases = paddings.flatMap((pad) => strides.map((stride) => [pad, stride] as const));

describe('convolutions of each replica', () => {
  it.each(cases)('with a window of 3 by 5, pad %s, strides %d, is that of TensorFlow.js', (pad, stride) => {
    const x = draw('x', [2, 3, 9, 8, 2]);
    const filter = draw('filter', [2, 3, 5, 2, 4]);
    const result = conv(x, filter, { strides: stride, pad });
    for (const index of [0, 1]) {
      // TensorFlow.js rounds an extent that is not whole, where PyTorch and TensorFlow leave out what does not fit.
      const own = tf.conv2d(
        surrounded(replica(x, index), pad, 2) as tf.Tensor4D,
        replica(filter, index) as tf.Tensor4D,
        stride,
        typeof pad === 'number' ? 'valid' : pad,
      );
      expect(distance(replica(result, index), own)).toBeLessThan(1e-5);
    }
  });

  it.each(cases)('of sequences, pad %s, strides %d, is that of TensorFlow.js', (pad, stride) => {
    const x = draw('x', [2, 3, 11, 2]);
    const filter = draw('filter', [2, 5, 2, 4]);
    const bias = draw('bias', [2, 1, 1, 4]);
    const result = conv1d(x, filter, { strides: stride, pad, bias });
    for (const index of [0, 1]) {
      const expected = tf.conv1d(
        surrounded(replica(x, index), pad, 1) as tf.Tensor3D,
        replica(filter, index) as tf.Tensor3D,
        stride,
        typeof pad === 'number' ? 'valid' : pad,
      );
      expect(distance(replica(result, index), tf.add(expected, replica(bias, index)))).toBeLessThan(1e-5);
    }
  });

  it('refuses a padding that is no number of zeros, and sequences of another rank', () => {
    const x = draw('x', [1, 1, 4, 1]);
    const filter = draw('filter', [1, 3, 1, 1]);
    for (const pad of [-1, 0.5, NaN]) {
      expect(() => conv1d(x, filter, { pad })).toThrow(`at least 0, got ${pad}`);
    }
    expect(() => conv1d(tf.expandDims(x, 3), filter)).toThrow(/x \[R, B, L, C\] .* got x \[1, 1, 4, 1, 1\]/);
  });

  it('has parameters of its window', () => {
    const shapes = (specs: ReturnType<typeof convSpecs>) =>
      Object.fromEntries(Object.entries(specs).map(([name, { shape }]) => [name, shape]));
    expect(shapes(convSpecs('a', 3, 2, 4, { bias: filled(0) }))).toEqual({
      'a/weight': [3, 3, 2, 4],
      'a/bias': [1, 1, 1, 4],
    });
    expect(shapes(convSpecs('a', [1, 5], 2, 4))).toEqual({ 'a/weight': [1, 5, 2, 4] });
    expect(shapes(conv1dSpecs('a', 5, 2, 4, { bias: filled(0) }))).toEqual({
      'a/weight': [5, 2, 4],
      'a/bias': [1, 1, 4],
    });
  });
});
