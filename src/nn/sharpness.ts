import * as tf from '@tensorflow/tfjs-core';
import { globalNorm, squaredNorm } from './global-norm.ts';
import { hessianVectorProduct } from './hessian-vector-product.ts';
import { replicaDot, replicaScale } from './replica-vectors.ts';
import type { TensorRecord } from './tensor-record.ts';

/** What power iteration finds. */
export interface Sharpness {
  /** Rayleigh quotient of the last vector, [R]: the largest eigenvalue by magnitude, from below. */
  readonly value: tf.Tensor;
  /** Where the iterations ended, of length 1 per replica, to go on from at the next step. */
  readonly vector: Record<string, tf.Tensor>;
}

/**
 * Largest eigenvalue of each replica's Hessian by power iteration (von Mises and Pollaczek-Geiringer 1929), over the
 * parameters [R, ...] that `vector` names.
 * @param loss loss per replica, [R]
 * @param vector where the iterations begin, of length 1 per replica
 * @param iterations products with the Hessian
 * @throws Error when `iterations` is no whole number of at least 1, or as `hessianVectorProduct`
 */
export function sharpness(
  loss: (params: TensorRecord) => tf.Tensor,
  params: TensorRecord,
  vector: TensorRecord,
  iterations: number,
): Sharpness {
  if (!Number.isInteger(iterations) || iterations < 1) {
    throw new Error(`sharpness: iterations must be a whole number of at least 1, got ${iterations}`);
  }
  let current = vector;
  for (let iteration = 1; iteration < iterations; iteration++) {
    current = unit(hessianVectorProduct(loss, params, current));
  }
  const product = hessianVectorProduct(loss, params, current);
  const value = replicaDot(product, current);
  // A Hessian that vanished leaves nothing to go on with.
  const hasGrown = tf.greater(squaredNorm(product), 1e-30);
  const next = Object.entries(product).map(([name, grown]) => {
    const shape = [-1, ...grown.shape.slice(1).map(() => 1)];
    return [name, tf.where(tf.reshape(hasGrown, shape), grown, current[name]!)] as const;
  });
  return { value, vector: unit(Object.fromEntries(next)) };
}

/** The vector scaled to length 1 per replica. */
const unit = (vector: TensorRecord): Record<string, tf.Tensor> =>
  replicaScale(vector, tf.div(1, globalNorm(vector)));
