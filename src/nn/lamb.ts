import * as tf from '@tensorflow/tfjs-core';
import type { NdRecord, SpecRecord } from '#core';
import { adamSlots } from './adam.ts';
import { type LayerwiseOptions, movedByLayer, withDecay } from './layerwise.ts';
import { blend, oneMinusPower } from './moments.ts';
import { needed, trainedNames, type Updated } from './optimizer-options.ts';
import type { TensorRecord } from './tensor-record.ts';

export interface LambOptions extends LayerwiseOptions {
  /** Steps taken before this one, a float32 scalar: the input `stepIndex` of a scan. */
  readonly stepIndex: tf.Tensor;
  /** Decay of the mean of gradients. Default 0.9. */
  readonly beta1?: number | undefined;
  /** Decay of the mean of squared gradients. Default 0.999. */
  readonly beta2?: number | undefined;
  /** Added to the root of the second moment. Default 1e-6, as in the authors' code. */
  readonly epsilon?: number | undefined;
  /**
   * Divide the moments by 1 - beta1^t and 1 - beta2^t (algorithm 2). Default true; the paper's appendix leaves it out
   * where the learning rate warms up.
   */
  readonly biasCorrection?: boolean | undefined;
}

/** Moments at zero, `first/<name>` and `second/<name>` for each parameter that moves. */
export function lambSlots(params: SpecRecord, options: Pick<LambOptions, 'frozen'> = {}): NdRecord {
  return adamSlots(params, options);
}

/**
 * One step of LAMB (You et al. 2020, Large Batch Optimization for Deep Learning, arXiv 1904.00962, algorithm 2): for each
 * layer u = first / (sqrt(second) + epsilon) + weightDecay x, of bias-corrected moments, then
 * x <- x - learningRate phi(|x|) u / |u|, where a ratio phi(|x|) / |u| with a zero norm is 1. All are [R, ...], norms of each
 * replica.
 * @throws Error naming a gradient or moment that is missing
 * @throws UserError when the bounds of `phi` leave nothing between them
 */
export function lamb(
  params: TensorRecord,
  gradients: TensorRecord,
  slots: TensorRecord,
  options: LambOptions,
): Updated {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-6, frozen } = options;
  const correct = corrections(options);
  const next: Updated = { params: { ...params }, slots: { ...slots } };
  for (const name of trainedNames(params, frozen)) {
    const param = params[name]!;
    const gradient = needed(gradients, name, 'gradient');
    const first = blend(needed(slots, `first/${name}`, 'slot'), gradient, beta1);
    const second = blend(needed(slots, `second/${name}`, 'slot'), tf.square(gradient), beta2);
    next.slots[`first/${name}`] = first;
    next.slots[`second/${name}`] = second;
    const direction = tf.div(correct.first(first), tf.add(correct.root(tf.sqrt(second)), epsilon));
    next.params[name] = movedByLayer(name, param, withDecay(name, param, direction, options), options);
  }
  return next;
}

interface Corrections {
  readonly first: (moment: tf.Tensor) => tf.Tensor;
  readonly root: (rootOfMoment: tf.Tensor) => tf.Tensor;
}

/** Bias corrections of the first moment and of the root of the second. */
function corrections({
  beta1 = 0.9,
  beta2 = 0.999,
  stepIndex,
  biasCorrection = true,
}: LambOptions): Corrections {
  const steps = tf.add(stepIndex, 1);
  const times =
    (factor: tf.Tensor) =>
    (tensor: tf.Tensor): tf.Tensor =>
      tf.mul(tensor, factor);
  // Without a mean there is nothing to correct.
  const same = (tensor: tf.Tensor): tf.Tensor => tensor;
  return {
    first: biasCorrection && beta1 > 0 ? times(tf.reciprocal(oneMinusPower(beta1, steps))) : same,
    root: biasCorrection && beta2 > 0 ? times(tf.rsqrt(oneMinusPower(beta2, steps))) : same,
  };
}
