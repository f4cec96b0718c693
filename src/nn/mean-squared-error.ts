import * as tf from '@tensorflow/tfjs-core';
import { axesAfterReplica } from './global-norm.ts';

/** Mean of squared differences over everything but replicas: [R, B, ...] and its like to [R]. */
export function meanSquaredError(prediction: tf.Tensor, target: tf.Tensor): tf.Tensor {
  return tf.mean(tf.square(tf.sub(prediction, target)), axesAfterReplica(prediction));
}
