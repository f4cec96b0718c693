import * as tf from '@tensorflow/tfjs-core';
import { batchNorm, groupNorm, instanceNorm, layerNorm } from 'claimcheck/nn';
import { type Case, epsilon } from './cases.ts';
import { type Features, largestDifference, type Normalized } from './normalization-by-definition.ts';

interface Channelwise {
  readonly gamma: tf.Tensor;
  readonly beta: tf.Tensor;
}

/** Normalises x [1, N, H, W, C] with gamma and beta [1, 1, 1, 1, C]. */
export type Layer = (x: tf.Tensor, affine: Channelwise, value: Case) => tf.Tensor;

/** The layers that the networks of this paper are made of. */
export const layers = {
  group: (x, affine, { groups }) => groupNorm(x, groups, affine),
  layer: (x, affine) => layerNorm(x, affine),
  instance: (x, affine) => instanceNorm(x, affine),
  batch: (x, affine) => batchNorm(x, affine).y,
  oneGroup: (x, affine) => groupNorm(x, 1, affine),
  groupPerChannel: (x, affine, { x: { channels } }) => groupNorm(x, channels, affine),
} satisfies Record<string, Layer>;

/** Group normalization as the paper prints it for a framework with automatic differentiation (section 3.2, Fig. 3). */
export function groupNormInFewLines(x: tf.Tensor, { gamma, beta }: Channelwise, groups: number): tf.Tensor {
  const [replicas, n, h, w, c] = x.shape as [number, number, number, number, number];
  const grouped = tf.reshape(x, [replicas * n, h, w, groups, c / groups]);
  const { mean, variance } = tf.moments(grouped, [1, 2, 4], true);
  const normalized = tf.div(tf.sub(grouped, mean), tf.sqrt(tf.add(variance, epsilon)));
  return tf.add(tf.mul(tf.reshape(normalized, x.shape), gamma), beta);
}

/** Output and input gradient of a layer, in float32. */
export function applied(layer: Layer, value: Case): Pick<Normalized, 'y' | 'dx'> {
  const { x, height, width, affine, dy } = value;
  const shape = [1, x.samples, height, width, x.channels];
  const channelwise = (values: ArrayLike<number>): tf.Tensor =>
    tf.tensor(Float32Array.from(values), [1, 1, 1, 1, x.channels]);
  let result = { y: new Float64Array(), dx: new Float64Array() };
  tf.tidy(() => {
    const parameters = { gamma: channelwise(affine.gamma), beta: channelwise(affine.beta) };
    const above = tf.tensor(Float32Array.from(dy), shape);
    const input = tf.tensor(Float32Array.from(x.values), shape);
    const f = (features: tf.Tensor): tf.Tensor => layer(features, parameters, value);
    const dx = tf.grad(f)(input, above);
    result = { y: Float64Array.from(f(input).dataSync()), dx: Float64Array.from(dx.dataSync()) };
  });
  return result;
}

/**
 * Difference of a float32 layer from float64 numbers, in units of the rounding to expect: float32 resolution times how
 * many deviations of the narrowest set the largest input is away from 0 (values), once more over that deviation
 * (gradients).
 */
export function errorInRoundings(
  actual: Pick<Normalized, 'y' | 'dx'>,
  exact: Normalized,
  { x, affine, dy }: Pick<Case, 'affine' | 'dy'> & { readonly x: Features },
): number {
  const largest = (values: ArrayLike<number>): number =>
    largestDifference(values, new Float64Array(values.length));
  const conditioning = 1 + largest(x.values) / exact.leastDeviation;
  const unit = 2 ** -24 * conditioning * Math.sqrt(x.values.length);
  const scale = Math.max(1, largest(affine.gamma));
  const slope = (scale * Math.max(1, largest(dy)) * Math.sqrt(x.values.length)) / exact.leastDeviation;
  return Math.max(
    largestDifference(actual.y, exact.y) / (unit * scale),
    largestDifference(actual.dx, exact.dx) / (unit * slope),
  );
}
