import * as tf from '@tensorflow/tfjs-core';

/** An exponential mean: decay moment + (1 - decay) value. */
export function blend(moment: tf.Tensor, value: tf.Tensor, decay: number): tf.Tensor {
  return tf.add(tf.mul(moment, decay), tf.mul(value, 1 - decay));
}

/**
 * What an exponential mean that started at 0 adds up to after `t` steps: 1 - decay^t, as 2u / (1 + u) with
 * u = tanh(-t ln(decay) / 2): the difference would lose digits while decay^t is near 1.
 */
export function oneMinusPower(decay: number, t: tf.Tensor): tf.Tensor {
  const u = tf.tanh(tf.mul(t, -Math.log(decay) / 2));
  return tf.div(tf.mul(u, 2), tf.add(u, 1));
}
