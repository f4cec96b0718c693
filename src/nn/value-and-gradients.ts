import * as tf from '@tensorflow/tfjs-core';
import type { TensorRecord } from './tensor-record.ts';

/** A loss per replica [R], and whatever else of the forward pass is wanted outside (it is not differentiated). */
export interface LossOutput {
  readonly loss: tf.Tensor;
  readonly aux?: TensorRecord | undefined;
}

export interface ValueAndGradients {
  /** [R] */
  readonly loss: tf.Tensor;
  /** One per parameter that is not frozen, shaped like it. */
  readonly gradients: Record<string, tf.Tensor>;
  readonly aux: Record<string, tf.Tensor>;
}

export interface GradientOptions {
  /** Names of parameters that get no gradient. */
  readonly frozen?: readonly string[] | undefined;
}

/**
 * Loss per replica and its gradient with respect to named parameters.
 *
 * The sum over replicas is differentiated: replica r's parameters act on replica r's loss alone, so each gets the
 * gradient of its own loss.
 * @throws Error naming the parameters when there is nothing to differentiate
 */
export function valueAndGradients(
  loss: (params: TensorRecord) => LossOutput,
  params: TensorRecord,
  { frozen = [] }: GradientOptions = {},
): ValueAndGradients {
  const names = Object.keys(params).filter((name) => !frozen.includes(name));
  if (names.length === 0) throw new Error('valueAndGradients: every parameter is frozen, or there is none');
  const kept: Record<string, tf.Tensor> = {};
  try {
    const evaluate = (...values: tf.Tensor[]): tf.Tensor => {
      const output = loss({ ...params, ...zip(names, values) });
      // Kept, because the gradient's scope ends before the caller sees them.
      for (const [name, tensor] of Object.entries(output.aux ?? {})) kept[name] = tf.keep(tensor.clone());
      return output.loss;
    };
    const { value, grads } = differentiate(evaluate, params, names);
    return { loss: value, gradients: zip(names, grads), aux: copies(kept) };
  } finally {
    tf.dispose(kept);
  }
}

/** Value of `evaluate` at the named parameters, and the gradients of the sum of its elements. */
export function differentiate(
  evaluate: (...values: tf.Tensor[]) => tf.Tensor,
  params: TensorRecord,
  names: readonly string[],
): { value: tf.Tensor; grads: tf.Tensor[] } {
  const leaves = names.map((name) => {
    const leaf = params[name];
    if (!leaf) throw new Error(`no parameter '${name}'; there are ${Object.keys(params).join(', ')}`);
    return leaf;
  });
  const result = tf.engine().gradients(() => evaluate(...leaves), leaves, undefined, true);
  const missing = names.filter((_, index) => !result.grads[index]);
  if (missing.length > 0) {
    throw new Error(`the loss does not depend on ${missing.join(', ')}: list it as frozen, or use it`);
  }
  return result;
}

function copies(record: TensorRecord): Record<string, tf.Tensor> {
  return Object.fromEntries(Object.entries(record).map(([name, tensor]) => [name, tensor.clone()]));
}

/** A record from names and tensors of the same order. */
export function zip(names: readonly string[], tensors: readonly tf.Tensor[]): Record<string, tf.Tensor> {
  return Object.fromEntries(names.map((name, index) => [name, tensors[index]!]));
}
