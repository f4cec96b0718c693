import type * as tf from '@tensorflow/tfjs-core';
import { batchNorm, type BatchNormOptions, batchNormWith } from './batch-norm.ts';
import { filled } from './initialisers.ts';
import type { ParameterSpecs } from './initialize.ts';
import type { LayerNormalizer } from './residual-network.ts';
import type { TensorRecord } from './tensor-record.ts';

const prefix = 'running/';

/** What normalises a layer by batch statistics, and the statistics of all layers that it has normalised so far. */
export interface CollectingNormalizer {
  readonly normalize: LayerNormalizer;
  /** `running/<layer>/mean` and `running/<layer>/variance`, [R, 1, ..., 1, C] each: of this batch alone. */
  readonly statistics: Record<string, tf.Tensor>;
}

/** `running/<layer>/mean` at 0 and `running/<layer>/variance` at 1 of convolutions, [1, 1, 1, C]. */
export function runningSpecs(
  layers: readonly { readonly name: string; readonly channels: number }[],
): ParameterSpecs {
  const entries = layers.flatMap(({ name, channels }) => {
    const shape = [1, 1, 1, channels];
    return [
      [`${prefix}${name}/mean`, { shape, initialiser: filled(0) }],
      [`${prefix}${name}/variance`, { shape, initialiser: filled(1) }],
    ] as const;
  });
  return Object.fromEntries(entries);
}

/** Batch normalization in training; its statistics are for `runningAverage`. */
export function collectingBatchNorm(
  options: Pick<BatchNormOptions, 'epsilon' | 'workers'> = {},
): CollectingNormalizer {
  const statistics: Record<string, tf.Tensor> = {};
  const normalize: LayerNormalizer = (name, x, affine) => {
    const { y, mean, variance } = batchNorm(x, { ...options, ...affine });
    statistics[`${prefix}${name}/mean`] = mean;
    statistics[`${prefix}${name}/variance`] = variance;
    return y;
  };
  return { normalize, statistics };
}

/** Batch normalization of x [R, B, ..., C] in evaluation, by the running statistics among `params`. */
export function runningBatchNorm(
  params: TensorRecord,
  options: Pick<BatchNormOptions, 'epsilon'> = {},
): LayerNormalizer {
  return (name, x, affine) => {
    const mean = params[`${prefix}${name}/mean`]!;
    const variance = params[`${prefix}${name}/variance`]!;
    return batchNormWith(x, { mean, variance }, { ...options, ...affine });
  };
}
