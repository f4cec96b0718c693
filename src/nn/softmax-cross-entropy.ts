import * as tf from '@tensorflow/tfjs-core';

/** Mean cross-entropy over the batch, in nats: logits [R, B, C], labels int32 [R, B] to [R]. */
export function softmaxCrossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  return tf.mean(softmaxCrossEntropies(logits, labels), 1);
}

/**
 * Cross-entropy of each sample, in nats: logits [R, B, C], labels int32 [R, B] to [R, B]. A label that is not one of the
 * classes 0 to C - 1 makes its sample's loss and gradient NaN; a logit of -Infinity is a class of probability 0.
 *
 * TF.js's own loss keeps a result of its forward pass for the gradient, which second derivatives then take for a
 * constant; this one starts from the logits again.
 */
export function softmaxCrossEntropies(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  const classes = logits.shape.at(-1)!;
  const known = tf.logicalAnd(tf.greaterEqual(labels, 0), tf.less(labels, classes));
  const targets = tf.where(tf.expandDims(known, -1), tf.oneHot(labels, classes, 1, 0, 'float32'), NaN);
  const operation = tf.customGrad((input, save) => {
    const source = input as tf.Tensor;
    (save as tf.GradSaveFunc)([source, targets]);
    const logs = logSoftmax(source);
    // A choice, since 0 times the logarithm of a probability 0 would be NaN.
    const chosen = tf.where(tf.equal(targets, 0), tf.zerosLike(logs), tf.mul(targets, logs));
    return {
      value: tf.neg(tf.sum(chosen, -1)),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.mul(tf.sub(tf.exp(logSoftmax(saved[0]!)), saved[1]!), tf.expandDims(dy, -1)),
    };
  });
  return operation(logits);
}

function logSoftmax(logits: tf.Tensor): tf.Tensor {
  const shifted = tf.sub(logits, tf.max(logits, -1, true));
  return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), -1, true)));
}
