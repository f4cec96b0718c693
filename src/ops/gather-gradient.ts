import * as tf from '@tensorflow/tfjs-core';
import { single } from './reduced-to.ts';

const plainGather = tf.getGradient('GatherV2');

// With a batch axis TF.js takes the batches apart, dozens of ops for each; a product with one-hot rows does them all.
tf.registerGradient({
  kernelName: 'GatherV2',
  inputsToSave: ['x', 'indices'],
  gradFunc: (dy, saved, attrs) => {
    const [x, indices] = saved as [tf.Tensor, tf.Tensor];
    const axis = tf.util.parseAxisParam(Number(attrs['axis']), x.shape)[0]!;
    const batchDims = Number(attrs['batchDims'] ?? 0);
    const followed = (): tf.Tensor => tf.add(single(dy), followedIndices(x, indices, axis, batchDims));
    return {
      x: () =>
        batchDims === 1 && axis === 1
          ? batchedGatherGradient(followed(), x, indices)
          : plainGather.gradFunc(followed(), saved, attrs)['x']!(),
      indices: () => tf.zeros(indices.shape),
    };
  },
});

/** Zeros that broadcast to the rows taken: an index without a row is an error here too, where the rows are not needed. */
function followedIndices(x: tf.Tensor, indices: tf.Tensor, axis: number, batchDims: number): tf.Tensor {
  const ones = (count: number): number[] => Array<number>(count).fill(1);
  const batch = indices.shape.slice(0, batchDims);
  const taken = indices.shape.slice(batchDims);
  const shape = [...batch, ...ones(axis - batchDims), ...taken, ...ones(x.rank - axis - 1)];
  return tf.reshape(tf.gather(tf.zeros([x.shape[axis]!]), indices as tf.Tensor1D), shape);
}

/** Adds rows dy [B, J..., F...] to the rows of x [B, N, F...] that indices [B, J...] took them from. */
function batchedGatherGradient(dy: tf.Tensor, x: tf.Tensor, indices: tf.Tensor): tf.Tensor {
  const [batch, rows, ...features] = x.shape as [number, number, ...number[]];
  const width = tf.util.sizeFromShape(features);
  const taken = indices.size / batch;
  const hits = tf.equal(tf.reshape(indices, [batch, taken, 1]), tf.range(0, rows, 1, 'int32'));
  const sums = rowSums(tf.cast(hits, 'float32'), tf.reshape(dy, [batch, taken, width]));
  return tf.reshape(sums, x.shape);
}

/**
 * Sums of the rows dy [B, T, W] that hits [B, T, N] (0 or 1) assigns to each of N. A product would spread a NaN or
 * infinity to all of them, because 0 times it is NaN: it is added where it was assigned, by products of their marks.
 */
function rowSums(hits: tf.Tensor, dy: tf.Tensor): tf.Tensor {
  const finite = tf.where(tf.isFinite(dy), dy, tf.zerosLike(dy));
  const upwards = tf.logicalNot(tf.less(dy, Infinity));
  const downwards = tf.logicalNot(tf.greater(dy, -Infinity));
  const endless = (marks: tf.Tensor, value: number): tf.Tensor => {
    const marked = tf.greater(tf.matMul(hits, tf.cast(marks, 'float32'), true), 0);
    return tf.where(marked, value, 0);
  };
  // A NaN has both marks, and infinities of both signs add up to NaN.
  return tf.add(
    tf.matMul(hits, finite, true),
    tf.add(endless(upwards, Infinity), endless(downwards, -Infinity)),
  );
}
