import * as tf from '@tensorflow/tfjs-core';

/** Activations by name: leaky ReLU has slope 0.01, ELU has alpha 1, GELU is the exact one (Gaussian cdf). */
const activations = {
  identity: (x) => x,
  relu: (x) => tf.relu(x),
  leakyRelu: (x) => tf.leakyRelu(x, 0.01),
  elu: (x) => tf.elu(x),
  tanh: (x) => tf.tanh(x),
  sigmoid: (x) => tf.sigmoid(x),
  softplus: (x) => tf.softplus(x),
  gelu: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
} satisfies Record<string, (x: tf.Tensor) => tf.Tensor>;

/** An activation by name, for `activate`. */
export type ActivationName = keyof typeof activations;

/** Applies the named activation element by element: x of any shape [...] to the same. */
export function activate(name: ActivationName, x: tf.Tensor): tf.Tensor {
  return activations[name](x);
}
