import * as tf from '@tensorflow/tfjs-core';
import { actions } from './room.ts';

/** Actions [R, E] from the softmax of logits [R, E, 5], by inverting its distribution function at draws [R, E]. */
export function sample(logits: tf.Tensor, draw: tf.Tensor): tf.Tensor {
  const below = tf.cumsum(tf.softmax(logits), 2);
  const passed = tf.cast(tf.lessEqual(below, tf.expandDims(draw, -1)), 'float32');
  return tf.minimum(tf.sum(passed, -1), actions.length - 1);
}

/** log softmax of logits over the last axis. */
export function logPolicyOf(logits: tf.Tensor): tf.Tensor {
  const shifted = tf.sub(logits, tf.max(logits, -1, true));
  return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), -1, true)));
}
