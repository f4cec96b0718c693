import type * as tf from '@tensorflow/tfjs-core';
import { affineNorm } from './affine-norm.ts';
import { normalize } from './normalize.ts';
import { type ScaleShift, scaleShift } from './scale-shift.ts';

export interface GroupNormOptions extends ScaleShift {
  /** Added to the variance under the root. Default 1e-5. */
  readonly epsilon?: number | undefined;
}

/**
 * Group normalisation (Wu and He 2018, eq. 7) of `x` [R, B, ..., C], with statistics per sample over positions and groups of
 * consecutive channels.
 * @throws Error when `groups` does not divide the channels, or a group would hold a single value
 */
export function groupNorm(x: tf.Tensor, groups: number, options: GroupNormOptions = {}): tf.Tensor {
  const { epsilon = 1e-5 } = options;
  const channels = x.shape.at(-1)!;
  if (!Number.isInteger(groups) || groups < 1 || channels % groups !== 0) {
    throw new Error(`groupNorm: ${groups} groups do not divide ${channels} channels`);
  }
  const positions = Array.from({ length: x.rank - 3 }, (_, index) => index + 2);
  if (positions.length === 0 && groups === channels) {
    throw new Error(`groupNorm: ${groups} groups of one channel without positions hold one value each`);
  }
  return affineNorm(x, { ...options, epsilon, axes: positions, channelsPerGroup: channels / groups });
}

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016) over all positions and channels of a sample of x [R, B, ..., C]:
 * one group.
 */
export function layerNorm(x: tf.Tensor, options: GroupNormOptions = {}): tf.Tensor {
  return groupNorm(x, 1, options);
}

/** Layer normalisation of each position over its features alone, as in transformers: over the last axis of x [R, B, ..., C]. */
export function featureNorm(x: tf.Tensor, options: GroupNormOptions = {}): tf.Tensor {
  return scaleShift(normalize(x, [x.rank - 1], options.epsilon ?? 1e-5), options);
}

/**
 * Instance normalisation (Ulyanov, Vedaldi and Lempitsky 2016) over the positions of a channel of x
 * [R, B, H, W, C], a group per channel.
 */
export function instanceNorm(x: tf.Tensor, options: GroupNormOptions = {}): tf.Tensor {
  return groupNorm(x, x.shape.at(-1)!, options);
}
