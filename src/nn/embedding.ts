import * as tf from '@tensorflow/tfjs-core';
import { selectOwn } from './select-rows.ts';

/**
 * Rows of each replica's own table: ids int32 [R, ...], table [R, V, D] to [R, ..., D]. An id that is not in 0 to V - 1 has
 * a row of NaN.
 *
 * Its gradient is a product with one-hot rows; meant for vocabularies of up to thousands.
 */
export function embedding(ids: tf.Tensor, table: tf.Tensor): tf.Tensor {
  const [replicas, vocabulary, features] = table.shape as [number, number, number];
  const flat = ids.rank === 2 ? ids : tf.reshape(ids, [replicas, -1]);
  const known = tf.logicalAnd(tf.greaterEqual(flat, 0), tf.less(flat, vocabulary));
  const taken = selectOwn(table, tf.where(known, flat, tf.zerosLike(flat)));
  const rows = tf.where(tf.expandDims(known, -1), taken, NaN);
  return ids.rank === 2 ? rows : tf.reshape(rows, [...ids.shape, features]);
}
