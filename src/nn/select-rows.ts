import * as tf from '@tensorflow/tfjs-core';

/** Rows of one dataset that all replicas share: data [N, ...], indices int32 [R, B] to [R, B, ...]. */
export function selectShared(data: tf.Tensor, indices: tf.Tensor): tf.Tensor {
  return tf.gather(data, indices);
}

/** Rows of each replica's own dataset: data [R, N, ...], indices int32 [R, B] to [R, B, ...]. */
export function selectOwn(data: tf.Tensor, indices: tf.Tensor): tf.Tensor {
  return tf.gather(data, indices, 1, 1);
}
