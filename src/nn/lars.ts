import { type NdRecord, type SpecRecord, zeros } from '#core';
import type * as tf from '@tensorflow/tfjs-core';
import { type LayerwiseOptions, movedByLayer, withDecay } from './layerwise.ts';
import { blend } from './moments.ts';
import { needed, trainedNames, type Updated } from './optimizer-options.ts';
import type { TensorRecord } from './tensor-record.ts';

export interface LarsOptions extends LayerwiseOptions {
  /** Decay of the mean of gradients. Default 0.9; at 0 no mean is kept. */
  readonly beta1?: number | undefined;
}

/** Means at zero, `first/<name>` for each parameter that moves; none when `beta1` is 0. */
export function larsSlots(
  params: SpecRecord,
  { beta1 = 0.9, frozen }: Pick<LarsOptions, 'beta1' | 'frozen'> = {},
): NdRecord {
  if (beta1 === 0) return {};
  return Object.fromEntries(
    trainedNames(params, frozen).map((name) => [`first/${name}`, zeros(params[name]!.shape)]),
  );
}

/**
 * One step of LARS in the form of You et al. 2020 (Large Batch Optimization for Deep Learning, arXiv 1904.00962),
 * algorithm 1: for each layer m <- beta1 m + (1 - beta1) (gradient + weightDecay x), then
 * x <- x - learningRate phi(|x|) m / |m|, where a ratio phi(|x|) / |m| with a zero norm is 1. All are [R, ...], norms of each
 * replica.
 *
 * The first publication (You, Gitman and Ginsburg 2017, arXiv 1708.03888, algorithm 1) differs: it scales the gradient
 * before the momentum, and by a trust coefficient.
 * @throws Error naming a gradient or mean that is missing
 * @throws UserError when the bounds of `phi` leave nothing between them
 */
export function lars(
  params: TensorRecord,
  gradients: TensorRecord,
  slots: TensorRecord,
  options: LarsOptions,
): Updated {
  const { beta1 = 0.9, frozen } = options;
  const next: Updated = { params: { ...params }, slots: { ...slots } };
  for (const name of trainedNames(params, frozen)) {
    const param = params[name]!;
    const gradient = withDecay(name, param, needed(gradients, name, 'gradient'), options);
    let mean: tf.Tensor = gradient;
    if (beta1 !== 0) {
      mean = blend(needed(slots, `first/${name}`, 'slot'), gradient, beta1);
      next.slots[`first/${name}`] = mean;
    }
    next.params[name] = movedByLayer(name, param, mean, options);
  }
  return next;
}
