import type * as tf from '@tensorflow/tfjs';
import { batchNorm, batchNormWith, filled, groupNorm, type ParameterSpecs, type TensorRecord } from '#nn';
import { type NetworkSize, type Normalizer, normalizedLayers } from './network.ts';

const groupsFor = (channels: number): number => Math.min(8, channels / 2);

function affineOf(params: TensorRecord, name: string) {
  return { gamma: params[`${name}/gamma`], beta: params[`${name}/beta`] };
}

/** Group normalization with at most 8 groups of at least 2 channels. */
export const byGroups: Normalizer = (name, x, params) =>
  groupNorm(x, groupsFor(x.shape.at(-1)!), affineOf(params, name));

/** Batch normalization as it is evaluated. */
export const byRunningStatistics: Normalizer = (name, x, params) =>
  batchNormWith(
    x,
    { mean: params[`running/${name}/mean`]!, variance: params[`running/${name}/variance`]! },
    affineOf(params, name),
  );

/** Normalises by batch statistics and hands them to `keep`. */
export function byBatch(
  keep: (name: string, statistics: { mean: tf.Tensor; variance: tf.Tensor }) => void,
): Normalizer {
  return (name, x, params) => {
    const { y, mean, variance } = batchNorm(x, affineOf(params, name));
    keep(name, { mean, variance });
    return y;
  };
}

/** Running statistics before the first batch. */
export function runningSpecs(size: NetworkSize): ParameterSpecs {
  const entries = normalizedLayers(size).flatMap(({ name, channels }) => {
    const shape = [1, 1, 1, channels];
    return [
      [`running/${name}/mean`, { shape, initialiser: filled(0) }],
      [`running/${name}/variance`, { shape, initialiser: filled(1) }],
    ] as const;
  });
  return Object.fromEntries(entries);
}
