import * as tf from '@tensorflow/tfjs-core';
import { axesAfterReplica } from './global-norm.ts';
import type { TensorRecord } from './tensor-record.ts';

/**
 * Inner product of two records as one vector per replica: [R, ...] each, to [R].
 * @throws Error when there is no tensor, or the second record lacks one
 */
export function replicaDot(a: TensorRecord, b: TensorRecord): tf.Tensor {
  const terms = Object.entries(a).map(([name, value]) => {
    const other = b[name];
    if (!other) throw new Error(`no tensor '${name}'; there are ${Object.keys(b).join(', ') || 'none'}`);
    const product = tf.mul(value, other);
    return value.rank === 1 ? product : tf.sum(product, axesAfterReplica(value));
  });
  const [first, ...rest] = terms;
  if (!first) throw new Error('the inner product of no tensors');
  return rest.reduce((sum, term) => tf.add(sum, term), first);
}

/** Tensors [R, ...] times a factor of their replica, [R]. */
export function replicaScale(record: TensorRecord, factors: tf.Tensor): Record<string, tf.Tensor> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const shape = [-1, ...axesAfterReplica(value).map(() => 1)];
      return [name, tf.mul(value, tf.reshape(factors, shape))];
    }),
  );
}
