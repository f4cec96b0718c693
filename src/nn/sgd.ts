import * as tf from '@tensorflow/tfjs-core';
import { type NdRecord, type SpecRecord, zeros } from '#core';
import {
  decayedGradient,
  moved,
  needed,
  type OptimizerOptions,
  trainedNames,
  type Updated,
} from './optimizer-options.ts';
import type { TensorRecord } from './tensor-record.ts';

export interface SgdOptions extends OptimizerOptions {
  /** Heavy ball: velocity <- momentum velocity + gradient. Default 0: no velocity is kept. */
  readonly momentum?: number | undefined;
  /** Move along gradient + momentum velocity instead of the velocity (Nesterov as in Sutskever et al. 2013). */
  readonly nesterov?: boolean | undefined;
}

/** Velocities at rest, `velocity/<name>` for each parameter that moves; none without momentum. */
export function sgdSlots(
  params: SpecRecord,
  { momentum = 0, frozen }: Pick<SgdOptions, 'momentum' | 'frozen'> = {},
): NdRecord {
  if (momentum === 0) return {};
  return Object.fromEntries(
    trainedNames(params, frozen).map((name) => [`velocity/${name}`, zeros(params[name]!.shape)]),
  );
}

/**
 * One step of stochastic gradient descent: param <- param - learningRate (gradient + weightDecay param), with momentum
 * on the bracket, of parameters [R, ...].
 * @throws Error naming a gradient or velocity that is missing
 */
export function sgd(
  params: TensorRecord,
  gradients: TensorRecord,
  slots: TensorRecord,
  options: SgdOptions,
): Updated {
  const { momentum = 0, nesterov = false, frozen } = options;
  const next: Updated = { params: { ...params }, slots: { ...slots } };
  for (const name of trainedNames(params, frozen)) {
    const param = params[name]!;
    const gradient = decayedGradient(name, param, needed(gradients, name, 'gradient'), options);
    let direction = gradient;
    if (momentum !== 0) {
      const slot = `velocity/${name}`;
      const velocity = tf.add(tf.mul(needed(slots, slot, 'slot'), momentum), gradient);
      next.slots[slot] = velocity;
      direction = nesterov ? tf.add(gradient, tf.mul(velocity, momentum)) : velocity;
    }
    next.params[name] = moved(name, param, direction, options);
  }
  return next;
}
