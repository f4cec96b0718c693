import * as tf from '@tensorflow/tfjs-core';
import { affineNorm } from './affine-norm.ts';
import { type Statistics, statisticsOf } from './normalize.ts';
import { type ScaleShift, scaleShift } from './scale-shift.ts';

export interface BatchNormOptions extends ScaleShift {
  /** Added to the variance under the root. Default 1e-5. */
  readonly epsilon?: number | undefined;
  /**
   * Virtual workers: the batch is cut into this many consecutive chunks, each normalised by its own statistics, as on
   * as many devices that do not synchronise. Must divide the batch. Default 1.
   */
  readonly workers?: number | undefined;
}

export interface BatchNormOutput extends Statistics {
  readonly y: tf.Tensor;
}

const defaultEpsilon = 1e-5;

/**
 * Batch normalisation in training (Ioffe and Szegedy 2015, algorithm 1) of `x` [R, B, ..., C], with statistics per replica
 * and channel over batch and positions.
 * @returns `y` like `x`; `mean` and the unbiased `variance` (their algorithm 2, line 10), [R, 1, ..., 1, C], averaged
 * over workers, for running averages
 * @throws Error when `workers` does not divide the batch
 */
export function batchNorm(x: tf.Tensor, options: BatchNormOptions = {}): BatchNormOutput {
  const { epsilon = defaultEpsilon, workers = 1 } = options;
  const chunks = workers === 1 ? x : tf.reshape(x, chunkedShape(x.shape, workers));
  const first = workers === 1 ? 1 : 2;
  const axes = axesBetween(first, chunks.rank - 1);
  const statistics = forRunningAverages(chunks, axes, x.rank);
  if (workers === 1) return { y: affineNorm(x, { ...options, axes, epsilon }), ...statistics };
  const normalized = tf.reshape(affineNorm(chunks, { axes, epsilon }), x.shape);
  return { y: scaleShift(normalized, options), ...statistics };
}

/**
 * Batch normalisation with given statistics: evaluation, or layers whose statistics are frozen.
 * @param x [R, B, ..., C]
 * @param statistics [R, 1, ..., 1, C]
 */
export function batchNormWith(
  x: tf.Tensor,
  statistics: Statistics,
  options: Omit<BatchNormOptions, 'workers'> = {},
): tf.Tensor {
  const { gamma, beta, epsilon = defaultEpsilon } = options;
  const inverse = tf.rsqrt(tf.add(statistics.variance, epsilon));
  const factor = gamma ? tf.mul(inverse, gamma) : inverse;
  return scaleShift(tf.mul(tf.sub(x, statistics.mean), factor), { beta });
}

/** average + momentum (current - average), of equal shapes [...]; momentum 0.1 keeps nine tenths of the past. */
export function runningAverage(average: tf.Tensor, current: tf.Tensor, momentum: number): tf.Tensor {
  return tf.add(average, tf.mul(tf.sub(current, average), momentum));
}

function chunkedShape(shape: readonly number[], workers: number): number[] {
  const [replicas, batch, ...rest] = shape;
  if (!Number.isInteger(workers) || workers < 1 || batch! % workers !== 0) {
    throw new Error(`batchNorm: ${workers} workers do not divide a batch of ${batch}`);
  }
  return [replicas!, workers, batch! / workers, ...rest];
}

function forRunningAverages(chunks: tf.Tensor, axes: number[], rank: number): Statistics {
  const { mean, variance } = statisticsOf(chunks, axes);
  const samples = axes.reduce((product, axis) => product * chunks.shape[axis]!, 1);
  const unbiased = samples > 1 ? tf.mul(variance, samples / (samples - 1)) : variance;
  if (chunks.rank === rank) return { mean, variance: unbiased };
  return { mean: overWorkers(mean), variance: overWorkers(unbiased) };
}

/** [R, workers, 1, ..., 1, C] to [R, 1, ..., 1, C]. */
function overWorkers(statistic: tf.Tensor): tf.Tensor {
  return tf.mean(statistic, 1, false);
}

function axesBetween(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, offset) => from + offset);
}
