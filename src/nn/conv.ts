import * as tf from '@tensorflow/tfjs-core';
import { replicaConv2d } from '#ops';

export interface ConvOptions {
  /** Step of the window along each spatial axis, in positions. Default 1. */
  readonly strides?: number | undefined;
  /**
   * `same` (default): output extent ceil(input / stride), zeros around the input as TensorFlow places them; `valid`: none; a
   * number: as many zeros on either side of each spatial axis, as in PyTorch.
   */
  readonly pad?: 'same' | 'valid' | number | undefined;
  /** [R, 1, 1, 1, O], of `conv1d` [R, 1, 1, O] */
  readonly bias?: tf.Tensor | undefined;
}

/**
 * Convolves each replica's images with its own filters, square or not: x [R, B, H, W, C], filter [R, kh, kw, C, O] to
 * [R, B, H', W', O].
 * @throws Error when shapes do not fit, or the padding is no whole number of at least 0
 */
export function conv(x: tf.Tensor, filter: tf.Tensor, options: ConvOptions = {}): tf.Tensor {
  const { strides = 1, pad = 'same', bias } = options;
  const product =
    typeof pad === 'number'
      ? replicaConv2d(padded(x, pad), filter, { strides, pad: 'valid' })
      : replicaConv2d(x, filter, { strides, pad });
  return bias ? tf.add(product, bias) : product;
}

/**
 * Convolves each replica's sequences with its own filters: x [R, B, L, C], filter [R, k, C, O] to [R, B, L', O].
 * @throws Error when shapes do not fit, or the padding is no whole number of at least 0
 */
export function conv1d(x: tf.Tensor, filter: tf.Tensor, options: ConvOptions = {}): tf.Tensor {
  if (x.rank !== 4 || filter.rank !== 4) {
    throw new Error(
      `conv1d takes x [R, B, L, C] and filter [R, k, C, O], got x [${x.shape.join(', ')}], filter [${filter.shape.join(', ')}]`,
    );
  }
  const { strides, pad, bias } = options;
  // One wide: padding leaves that axis alone, and a stride has nothing to skip there.
  const column = tf.expandDims(typeof pad === 'number' ? paddedAlong(x, pad) : x, 3);
  const product = conv(column, tf.expandDims(filter, 2), {
    strides,
    pad: typeof pad === 'number' ? 'valid' : pad,
  });
  const result = tf.squeeze(product, [3]);
  return bias ? tf.add(result, bias) : result;
}

function padded(x: tf.Tensor, zeros: number): tf.Tensor {
  const side = sideOf(zeros);
  return tf.pad(x, [[0, 0], [0, 0], side, side, [0, 0]]);
}

function paddedAlong(x: tf.Tensor, zeros: number): tf.Tensor {
  return tf.pad(x, [[0, 0], [0, 0], sideOf(zeros), [0, 0]]);
}

function sideOf(zeros: number): [number, number] {
  if (Number.isInteger(zeros) && zeros >= 0) return [zeros, zeros];
  throw new Error(`conv: pad must be 'same', 'valid' or a whole number of at least 0, got ${zeros}`);
}
