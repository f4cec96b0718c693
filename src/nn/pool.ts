import * as tf from '@tensorflow/tfjs-core';

export interface PoolOptions {
  /** Height and width of the window. */
  readonly size: number;
  /** Default: the window's size. */
  readonly strides?: number | undefined;
  /** Default `valid`. */
  readonly pad?: 'same' | 'valid' | undefined;
}

/** Largest value of each window and channel: [R, B, H, W, C] to [R, B, H', W', C]. */
export function maxPool(x: tf.Tensor, { size, strides = size, pad = 'valid' }: PoolOptions): tf.Tensor {
  return overImages(x, (images) => tf.maxPool(images, size, strides, pad));
}

/** Mean of each window and channel (zeros of the padding not counted): [R, B, H, W, C] to [R, B, H', W', C]. */
export function averagePool(x: tf.Tensor, { size, strides = size, pad = 'valid' }: PoolOptions): tf.Tensor {
  return overImages(x, (images) => tf.avgPool(images, size, strides, pad));
}

/** Mean over all positions: [R, B, H, W, C] to [R, B, C]. */
export function globalAveragePool(x: tf.Tensor): tf.Tensor {
  return tf.mean(x, [2, 3]);
}

function overImages(x: tf.Tensor, pool: (images: tf.Tensor4D) => tf.Tensor4D): tf.Tensor {
  const [replicas, batch, height, width, channels] = x.shape as [number, number, number, number, number];
  const pooled = pool(tf.reshape(x, [replicas * batch, height, width, channels]));
  return tf.reshape(pooled, [replicas, batch, ...pooled.shape.slice(1)]);
}
