import * as tf from '@tensorflow/tfjs';

/**
 * Rows of each replica's own table: ids int32 [R, ...], table [R, V, D] to [R, ..., D].
 *
 * A product with one-hot rows, so that its gradient is a product as well; meant for vocabularies of up to thousands.
 */
export function embedding(ids: tf.Tensor, table: tf.Tensor): tf.Tensor {
  const [replicas, vocabulary, features] = table.shape as [number, number, number];
  const flat = ids.rank === 2 ? ids : tf.reshape(ids, [replicas, -1]);
  const rows = tf.matMul(tf.oneHot(flat as tf.Tensor2D, vocabulary, 1, 0, 'float32'), table);
  return ids.rank === 2 ? rows : tf.reshape(rows, [...ids.shape, features]);
}
