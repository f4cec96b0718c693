import * as tf from '@tensorflow/tfjs-core';
import { type NdRecord, type SpecRecord, zeros } from '#core';
import { blend, oneMinusPower } from './moments.ts';
import {
  decayedGradient,
  moved,
  needed,
  type OptimizerOptions,
  trainedNames,
  type Updated,
} from './optimizer-options.ts';
import type { TensorRecord } from './tensor-record.ts';

export interface AdamOptions extends OptimizerOptions {
  /** Steps taken before this one, a float32 scalar: the input `stepIndex` of a scan. */
  readonly stepIndex: tf.Tensor;
  /** Decay of the mean of gradients. Default 0.9. */
  readonly beta1?: number | undefined;
  /** Decay of the mean of squared gradients. Default 0.999. */
  readonly beta2?: number | undefined;
  /** Added to the root of the second moment. Default 1e-8. */
  readonly epsilon?: number | undefined;
}

/** Moments at zero, `first/<name>` and `second/<name>` for each parameter that moves. */
export function adamSlots(params: SpecRecord, { frozen }: Pick<AdamOptions, 'frozen'> = {}): NdRecord {
  const names = trainedNames(params, frozen);
  return Object.fromEntries(
    ['first', 'second'].flatMap((moment) =>
      names.map((name) => [`${moment}/${name}`, zeros(params[name]!.shape)] as const),
    ),
  );
}

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1); with `decoupled` decay, AdamW. Parameters, gradients and moments are
 * [R, ...], each replica by itself.
 * @throws Error naming a gradient or moment that is missing
 */
export function adam(
  params: TensorRecord,
  gradients: TensorRecord,
  slots: TensorRecord,
  options: AdamOptions,
): Updated {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, stepIndex, frozen } = options;
  const steps = tf.add(stepIndex, 1);
  const firstCorrection = tf.reciprocal(oneMinusPower(beta1, steps));
  const rootCorrection = tf.rsqrt(oneMinusPower(beta2, steps));
  const next: Updated = { params: { ...params }, slots: { ...slots } };
  for (const name of trainedNames(params, frozen)) {
    const param = params[name]!;
    const gradient = decayedGradient(name, param, needed(gradients, name, 'gradient'), options);
    const first = blend(needed(slots, `first/${name}`, 'slot'), gradient, beta1);
    const second = blend(needed(slots, `second/${name}`, 'slot'), tf.square(gradient), beta2);
    next.slots[`first/${name}`] = first;
    next.slots[`second/${name}`] = second;
    const scale = tf.add(tf.mul(tf.sqrt(second), rootCorrection), epsilon);
    next.params[name] = moved(name, param, tf.div(tf.mul(first, firstCorrection), scale), options);
  }
  return next;
}

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2); shapes [R, ...] and errors as of `adam`. */
export function adamW(
  params: TensorRecord,
  gradients: TensorRecord,
  slots: TensorRecord,
  options: Omit<AdamOptions, 'decoupled'>,
): Updated {
  return adam(params, gradients, slots, { ...options, decoupled: true });
}
