import * as tf from '@tensorflow/tfjs-core';

/** Share of samples whose largest logit is at their label: logits [R, B, C], labels int32 [R, B] to [R] in [0, 1]; NaN with a label that is no class. */
export function accuracy(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  return tf.mean(amongClasses(tf.equal(tf.argMax(logits, -1), labels), logits, labels), 1);
}

/** Number of samples whose largest logit is not at their label: logits [R, B, C], labels int32 [R, B] to [R]; NaN with one that is no class. */
export function errorCount(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  return tf.sum(amongClasses(tf.notEqual(tf.argMax(logits, -1), labels), logits, labels), 1);
}

/** Ones and zeros of a truth value of each sample, NaN where the label is none of the classes. */
function amongClasses(truth: tf.Tensor, logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  const known = tf.logicalAnd(tf.greaterEqual(labels, 0), tf.less(labels, logits.shape.at(-1)!));
  return tf.where(known, tf.cast(truth, 'float32'), NaN);
}
