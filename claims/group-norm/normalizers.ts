import type * as tf from '@tensorflow/tfjs-core';
import {
  batchNorm,
  batchNormWith,
  groupNorm,
  instanceNorm,
  layerNorm,
  runningSpecs as specsOfRunning,
  type ParameterSpecs,
  scaleShift,
  type TensorRecord,
} from 'claimcheck/nn';
import { type Model, modelOf, type ModelSize } from './models.ts';
import type { Normalizer } from './network.ts';

/** What normalises the layers of an arm. */
export interface Norm {
  /** `frozen`: batch normalization with the running statistics it starts with; `none`: scale and shift alone. */
  readonly by: 'batch' | 'frozen' | 'group' | 'layer' | 'instance' | 'none';
  /** Batch normalization: samples per statistic, consecutive ones of a minibatch. Default: the whole minibatch. */
  readonly statisticsOver?: number;
  /** Group normalization. Default: that of the model. */
  readonly channelsPerGroup?: number;
}

type WithAffine = (x: tf.Tensor, affine: { gamma?: tf.Tensor; beta?: tf.Tensor }) => tf.Tensor;

/** A normalizer that does the same in training and evaluation. */
export function withoutStatistics(
  { by, channelsPerGroup }: Norm,
  { groupsOf }: Pick<Model, 'groupsOf'>,
): Normalizer | undefined {
  const groups = (channels: number): number =>
    channelsPerGroup === undefined ? groupsOf(channels) : channels / channelsPerGroup;
  const layers: Partial<Record<Norm['by'], WithAffine>> = {
    group: (x, affine) => groupNorm(x, groups(x.shape.at(-1)!), affine),
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
export function runningSpecs({ by }: Norm, size: ModelSize): ParameterSpecs {
  return by === 'batch' ? specsOfRunning(modelOf(size).layers) : {};
}
