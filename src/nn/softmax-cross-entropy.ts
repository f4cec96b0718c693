import * as tf from '@tensorflow/tfjs';

/** Mean cross-entropy over the batch, in nats: logits [R, B, C], labels int32 [R, B] to [R]. */
export function softmaxCrossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  return tf.mean(softmaxCrossEntropies(logits, labels), 1);
}

/**
 * Cross-entropy of each sample, in nats: logits [R, B, C], labels int32 [R, B] to [R, B].
 *
 * TF.js's own loss keeps a result of its forward pass for the gradient, which second derivatives then take for a
 * constant; this one starts from the logits again.
 */
export function softmaxCrossEntropies(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  const classes = logits.shape.at(-1)!;
  const targets = tf.oneHot(labels, classes, 1, 0, 'float32');
  const operation = tf.customGrad((input, save) => {
    const source = input as tf.Tensor;
    (save as tf.GradSaveFunc)([source, targets]);
    return {
      value: tf.neg(tf.sum(tf.mul(targets, logSoftmax(source)), -1)),
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
