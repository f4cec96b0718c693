import * as tf from '@tensorflow/tfjs-core';

/** Mean and biased variance with reduced axes kept as extent 1. */
export interface Statistics {
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
}

/** Mean and biased variance of x [...] over `axes`, which stay as axes of extent 1. */
export function statisticsOf(x: tf.Tensor, axes: number[]): Statistics {
  const mean = tf.mean(x, axes, true);
  return { mean, variance: tf.mean(tf.square(tf.sub(x, mean)), axes, true) };
}

/**
 * (x - mean) / sqrt(variance + epsilon), mean and biased variance taken over `axes`.
 *
 * The gradient is written out (Ioffe and Szegedy 2015, section 3, simplified), which takes about half of the passes over
 * `x` that differentiating op by op takes; it starts from `x` again so that second derivatives are right as well.
 */
export function normalize(x: tf.Tensor, axes: number[], epsilon: number): tf.Tensor {
  const operation = tf.customGrad((input, save) => {
    const source = input as tf.Tensor;
    (save as tf.GradSaveFunc)([source]);
    const { centered, inverse } = standardize(source, axes, epsilon);
    return {
      value: tf.mul(centered, inverse),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => gradient(dy, saved[0]!, axes, epsilon),
    };
  });
  return operation(x);
}

function gradient(dy: tf.Tensor, x: tf.Tensor, axes: number[], epsilon: number): tf.Tensor {
  const { centered, inverse } = standardize(x, axes, epsilon);
  const slope = tf.mul(tf.mean(tf.mul(dy, centered), axes, true), tf.square(inverse));
  const residual = tf.sub(tf.sub(dy, tf.mean(dy, axes, true)), tf.mul(centered, slope));
  return tf.mul(residual, inverse);
}

function standardize(
  x: tf.Tensor,
  axes: number[],
  epsilon: number,
): { centered: tf.Tensor; inverse: tf.Tensor } {
  const centered = tf.sub(x, tf.mean(x, axes, true));
  const variance = tf.mean(tf.square(centered), axes, true);
  return { centered, inverse: tf.rsqrt(tf.add(variance, epsilon)) };
}
