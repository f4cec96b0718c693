import * as tf from '@tensorflow/tfjs-core';

/** Of the straight-through gradient: a twentieth of the domain. At 1, as is usual, networks of unit weights learn nothing. */
export const window = 0.05;

/**
 * A step, 1 above 0. Its gradient is 0; in its place stands the straight-through one, which takes the step for the identity
 * where |z| is within the window (Hubara et al., Binarized Neural Networks, 2016).
 */
const binary = tf.customGrad((input, save) => {
  const z = input as tf.Tensor;
  (save as tf.GradSaveFunc)([z]);
  return {
    value: tf.step(z),
    gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
      tf.mul(dy, tf.cast(tf.lessEqual(tf.abs(saved[0]!), window), 'float32')),
  };
});

/** What a hidden layer makes of w . x + b. */
export const neurons = {
  relu: (z: tf.Tensor): tf.Tensor => tf.relu(z),
  binary: (z: tf.Tensor): tf.Tensor => binary(z),
};
