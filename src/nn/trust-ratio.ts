import * as tf from '@tensorflow/tfjs-core';
import { UserError } from '#core';
import { axesAfterReplica } from './global-norm.ts';

/** phi(z) = min(max(z, lower), upper); a bound that is absent does not bind, so `{}` is the identity. */
export interface NormClip {
  readonly lower?: number | undefined;
  readonly upper?: number | undefined;
}

/**
 * phi(|weights|) / |update| of every replica, Euclidean norms over all axes but the first: [R, ...] both, to
 * [R, 1, ..., 1] (You et al. 2020, section 3). It is 1 where either norm is 0, so that weights that start at zero move;
 * in float32 that holds for norms below about 1e-23 too, whose squares are 0.
 * @throws UserError when the bounds of `phi` leave nothing between them
 */
export function trustRatio(weights: tf.Tensor, update: tf.Tensor, phi: NormClip = {}): tf.Tensor {
  const weightNorm = layerNorms(weights);
  const updateNorm = layerNorms(update);
  const adapts = tf.logicalAnd(tf.greater(weightNorm, 0), tf.greater(updateNorm, 0));
  return tf.where(adapts, tf.div(clipped(weightNorm, phi), updateNorm), tf.onesLike(updateNorm));
}

function layerNorms(tensor: tf.Tensor): tf.Tensor {
  if (tensor.rank === 1) return tf.abs(tensor);
  return tf.sqrt(tf.sum(tf.square(tensor), axesAfterReplica(tensor), true));
}

function clipped(norm: tf.Tensor, { lower = 0, upper = Infinity }: NormClip): tf.Tensor {
  if (!(lower >= 0 && upper > 0 && lower <= upper)) {
    throw new UserError(
      `phi: there is no norm from ${lower} to ${upper}`,
      'give bounds with 0 <= lower <= upper and upper > 0, or none',
    );
  }
  const raised = lower > 0 ? tf.maximum(norm, lower) : norm;
  return upper < Infinity ? tf.minimum(raised, upper) : raised;
}
