import * as tf from '@tensorflow/tfjs';
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
    const slope = products.reduce((total, product) => tf.add(total, product));
    orderTape();
    return slope;
  };
  return zip(names, differentiate(slopeAlongVector, params, names).grads);
}

/**
 * Puts the tape of the running gradient in an order in which every tensor is produced before it is used.
 *
 * TF.js tapes the copy of an output that it saves for the backward pass before the op that made the output. A second
 * differentiation, which reads the tape once from front to back, then takes the copy for a constant: the second
 * derivatives of tanh, exp, sqrt and every other op that saves its output would silently miss a term.
 */
function orderTape(): void {
  const { state } = tf.engine();
  const producers = new Map(
    state.activeTape.flatMap((node) => node.outputs.map(({ id }) => [id, node] as const)),
  );
  const ordered = new Set<(typeof state.activeTape)[number]>();
  const place = (node: (typeof state.activeTape)[number]): void => {
    if (ordered.has(node)) return;
    for (const { id } of Object.values(node.inputs)) {
      const producer = producers.get(id);
      if (producer && producer !== node) place(producer);
    }
    ordered.add(node);
  };
  state.activeTape.forEach(place);
  state.activeTape = [...ordered];
}
