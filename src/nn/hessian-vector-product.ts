import * as tf from '@tensorflow/tfjs-core';
import '#ops';
import type { TensorRecord } from './tensor-record.ts';
import { differentiate, zip } from './value-and-gradients.ts';

/**
 * Product of each replica's Hessian with `vector`, both over the parameters that `vector` names (reverse over reverse).
 *
 * Max pooling, ELU and some other ops have no second derivative in TF.js and throw here.
 * @param loss loss per replica, [R]
 * @param vector shaped like the parameters that it names; the others are held fixed
 * @throws Error naming a parameter that is missing, or on whose product the loss' gradient does not depend
 */
export function hessianVectorProduct(
  loss: (params: TensorRecord) => tf.Tensor,
  params: TensorRecord,
  vector: TensorRecord,
): Record<string, tf.Tensor> {
  const names = Object.keys(vector);
  const slopeAlongVector = (...outer: tf.Tensor[]): tf.Tensor => {
    const point = { ...params, ...zip(names, outer) };
    const evaluate = (...inner: tf.Tensor[]): tf.Tensor => loss({ ...point, ...zip(names, inner) });
    const { grads } = differentiate(evaluate, point, names);
    const products = grads.map((gradient, index) => tf.sum(tf.mul(gradient, vector[names[index]!]!)));
    return products.reduce((total, product) => tf.add(total, product));
  };
  return zip(names, differentiate(slopeAlongVector, params, names).grads);
}
