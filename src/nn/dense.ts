import * as tf from '@tensorflow/tfjs-core';

/** x weight + bias per replica: [R, B, I] x [R, I, O] (+ [R, 1, O]) to [R, B, O]. */
export function dense(x: tf.Tensor, weight: tf.Tensor, bias?: tf.Tensor): tf.Tensor {
  const product = tf.matMul(x, weight);
  return bias ? tf.add(product, bias) : product;
}
