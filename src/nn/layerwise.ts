import * as tf from '@tensorflow/tfjs-core';
import { broadcastRate, type OptimizerOptions } from './optimizer-options.ts';
import { type NormClip, trustRatio } from './trust-ratio.ts';

/** What LARS and LAMB have in common. A layer is one parameter tensor of one replica. */
export interface LayerwiseOptions extends Pick<OptimizerOptions, 'learningRate' | 'weightDecay' | 'frozen'> {
  /** Of the norm of a layer's weights (You et al. 2020, section 3). Default: the identity, as in the paper's runs. */
  readonly phi?: NormClip | undefined;
  /** Whether the parameter of this name does not decay. Default: every parameter decays, as in the algorithms. */
  readonly excludeFromDecay?: ((name: string) => boolean) | undefined;
  /** Whether its trust ratio is fixed at 1. Default: what `excludeFromDecay` says, as in TensorFlow Addons. */
  readonly excludeFromAdaptation?: ((name: string) => boolean) | undefined;
}

/** Whether a name ends in `bias`, `gamma` or `beta`, with or without a number: what practice excludes. */
export function isBiasOrNorm(name: string): boolean {
  return /(^|\/)(bias|gamma|beta)\d*$/.test(name);
}

/** `direction` + weightDecay `param`, for a parameter that decays. */
export function withDecay(
  name: string,
  param: tf.Tensor,
  direction: tf.Tensor,
  { weightDecay = 0, excludeFromDecay }: LayerwiseOptions,
): tf.Tensor {
  if (weightDecay === 0 || excludeFromDecay?.(name)) return direction;
  return tf.add(direction, tf.mul(param, broadcastRate(weightDecay, param.rank)));
}

/** param - learningRate trustRatio `update`. */
export function movedByLayer(
  name: string,
  param: tf.Tensor,
  update: tf.Tensor,
  { learningRate, phi, excludeFromDecay, excludeFromAdaptation = excludeFromDecay }: LayerwiseOptions,
): tf.Tensor {
  const rate = broadcastRate(learningRate, param.rank);
  if (excludeFromAdaptation?.(name)) return tf.sub(param, tf.mul(update, rate));
  return tf.sub(param, tf.mul(update, tf.mul(trustRatio(param, update, phi), rate)));
}
