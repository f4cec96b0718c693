import * as tf from '@tensorflow/tfjs-core';
import { UserError } from '#core';
import { globalNorm } from './global-norm.ts';
import { broadcastRate } from './optimizer-options.ts';
import type { TensorRecord } from './tensor-record.ts';

/**
 * Gradients [R, ...] of each replica, shortened to a Euclidean norm of `largest` over all of them together where it is longer:
 * their direction stays (Pascanu et al. 2013, algorithm 1).
 * @throws UserError when `largest` is not positive
 */
export function clipGradients(gradients: TensorRecord, largest: number): Record<string, tf.Tensor> {
  if (!(largest > 0)) {
    throw new UserError(`largest must be positive, got ${largest}`, 'set largest to a norm above 0');
  }
  const factor = tf.div(largest, tf.maximum(globalNorm(gradients), largest));
  return Object.fromEntries(
    Object.entries(gradients).map(([name, gradient]) => [
      name,
      tf.mul(gradient, broadcastRate(factor, gradient.rank)),
    ]),
  );
}
