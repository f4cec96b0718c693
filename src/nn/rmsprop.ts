import * as tf from '@tensorflow/tfjs-core';
import { type NdRecord, type SpecRecord, zeros } from '#core';
import { blend } from './moments.ts';
import {
  decayedGradient,
  moved,
  needed,
  type OptimizerOptions,
  trainedNames,
  type Updated,
} from './optimizer-options.ts';
import type { TensorRecord } from './tensor-record.ts';

export interface RmspropOptions extends OptimizerOptions {
  /** Decay of the mean of squared gradients. Default 0.99. */
  readonly decay?: number | undefined;
  /** Added to the root of that mean. Default 1e-8. */
  readonly epsilon?: number | undefined;
}

/** Mean squares at zero, `square/<name>` for each parameter that moves. */
export function rmspropSlots(params: SpecRecord, { frozen }: Pick<RmspropOptions, 'frozen'> = {}): NdRecord {
  return Object.fromEntries(
    trainedNames(params, frozen).map((name) => [`square/${name}`, zeros(params[name]!.shape)]),
  );
}

/**
 * One step of RMSProp (Tieleman and Hinton 2012, lecture 6.5), not centred, with the constants of PyTorch:
 * param <- param - learningRate gradient / (sqrt(mean square) + epsilon), of parameters [R, ...].
 * @throws Error naming a gradient or mean square that is missing
 */
export function rmsprop(
  params: TensorRecord,
  gradients: TensorRecord,
  slots: TensorRecord,
  options: RmspropOptions,
): Updated {
  const { decay = 0.99, epsilon = 1e-8, frozen } = options;
  const next: Updated = { params: { ...params }, slots: { ...slots } };
  for (const name of trainedNames(params, frozen)) {
    const param = params[name]!;
    const gradient = decayedGradient(name, param, needed(gradients, name, 'gradient'), options);
    const square = blend(needed(slots, `square/${name}`, 'slot'), tf.square(gradient), decay);
    next.slots[`square/${name}`] = square;
    next.params[name] = moved(name, param, tf.div(gradient, tf.add(tf.sqrt(square), epsilon)), options);
  }
  return next;
}
