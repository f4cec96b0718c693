import * as tf from '@tensorflow/tfjs';

/** Share of samples whose largest logit is at their label: logits [R, B, C], labels int32 [R, B] to [R] in [0, 1]. */
export function accuracy(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  return tf.mean(tf.cast(tf.equal(tf.argMax(logits, -1), labels), 'float32'), 1);
}

/** Number of samples whose largest logit is not at their label: logits [R, B, C], labels int32 [R, B] to [R]. */
export function errorCount(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  return tf.sum(tf.cast(tf.notEqual(tf.argMax(logits, -1), labels), 'float32'), 1);
}
