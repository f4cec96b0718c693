import * as tf from '@tensorflow/tfjs-core';
import type { TensorRecord } from './tensor-record.ts';

/** Euclidean norm of the named tensors (default: all) as one vector per replica: [R, ...] each, to [R]. Its gradient at 0 is 0. */
export function globalNorm(record: TensorRecord, names: readonly string[] = Object.keys(record)): tf.Tensor {
  const squared = squaredNorm(record, names);
  // The root's slope at 0 is infinite: the gradient goes around it.
  const isZero = tf.equal(squared, 0);
  const root = tf.sqrt(tf.where(isZero, tf.onesLike(squared), squared));
  return tf.where(isZero, tf.zerosLike(root), root);
}

/**
 * Squared Euclidean norm of the named tensors (default: all) as one vector per replica: [R, ...] each, to [R].
 * @throws Error when there is no tensor, or no tensor of a given name
 */
export function squaredNorm(record: TensorRecord, names: readonly string[] = Object.keys(record)): tf.Tensor {
  const squares = names.map((name) => {
    const tensor = record[name];
    if (!tensor)
      throw new Error(`no tensor '${name}'; there are ${Object.keys(record).join(', ') || 'none'}`);
    const square = tf.square(tensor);
    return tensor.rank === 1 ? square : tf.sum(square, axesAfterReplica(tensor));
  });
  const [first, ...rest] = squares;
  if (!first) throw new Error('the norm of no tensors');
  return rest.reduce((total, square) => tf.add(total, square), first);
}

/** Every axis but the leading one, the replicas. */
export function axesAfterReplica(tensor: tf.Tensor): number[] {
  return Array.from({ length: tensor.rank - 1 }, (_, index) => index + 1);
}
