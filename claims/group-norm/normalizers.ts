import type * as tf from '@tensorflow/tfjs';
import {
  batchNorm,
  batchNormWith,
  filled,
  groupNorm,
  instanceNorm,
  layerNorm,
  type ParameterSpecs,
  scaleShift,
  type TensorRecord,
} from '#nn';
import { type NetworkSize, type Normalizer, normalizedLayers } from './network.ts';

/** What normalises the layers of an arm. */
export interface Norm {
  /** `frozen`: batch normalization with the running statistics it starts with; `none`: scale and shift alone. */
  readonly by: 'batch' | 'frozen' | 'group' | 'layer' | 'instance' | 'none';
  /** Batch normalization: samples per statistic, consecutive ones of a minibatch. Default: the whole minibatch. */
  readonly statisticsOver?: number;
  /** Group normalization. Default: at most 8 groups of at least 2 channels. */
  readonly channelsPerGroup?: number;
}

type WithAffine = (x: tf.Tensor, affine: { gamma?: tf.Tensor; beta?: tf.Tensor }) => tf.Tensor;

/** A normalizer that does the same in training and evaluation. */
export function withoutStatistics({ by, channelsPerGroup }: Norm): Normalizer | undefined {
  const groupsOf = (channels: number): number =>
    channelsPerGroup === undefined ? Math.min(8, channels / 2) : channels / channelsPerGroup;
  const layers: Partial<Record<Norm['by'], WithAffine>> = {
    group: (x, affine) => groupNorm(x, groupsOf(x.shape.at(-1)!), affine),
    layer: layerNorm,
    instance: instanceNorm,
    none: scaleShift,
  };
  const layer = layers[by];
  return layer && ((name, x, params) => layer(x, affineOf(params, name)));
}

function affineOf(params: TensorRecord, name: string) {
  return { gamma: params[`${name}/gamma`]!, beta: params[`${name}/beta`]! };
}

/** Batch normalization as it is evaluated. */
export const byRunningStatistics: Normalizer = (name, x, params) =>
  batchNormWith(
    x,
    { mean: params[`running/${name}/mean`]!, variance: params[`running/${name}/variance`]! },
    affineOf(params, name),
  );

/** Normalises by batch statistics and hands them to `keep`. */
export function byBatch(
  { statisticsOver }: Norm,
  keep: (name: string, statistics: { mean: tf.Tensor; variance: tf.Tensor }) => void,
): Normalizer {
  return (name, x, params) => {
    const workers = statisticsOver === undefined ? 1 : x.shape[1]! / statisticsOver;
    const { y, mean, variance } = batchNorm(x, { ...affineOf(params, name), workers });
    keep(name, { mean, variance });
    return y;
  };
}

/** Running statistics before the first batch; none where nothing is averaged. */
export function runningSpecs({ by }: Norm, size: NetworkSize): ParameterSpecs {
  if (by !== 'batch') return {};
  const entries = normalizedLayers(size).flatMap(({ name, channels }) => {
    const shape = [1, 1, 1, channels];
    return [
      [`running/${name}/mean`, { shape, initialiser: filled(0) }],
      [`running/${name}/variance`, { shape, initialiser: filled(1) }],
    ] as const;
  });
  return Object.fromEntries(entries);
}
