import * as tf from '@tensorflow/tfjs-core';
import { single } from './reduced-to.ts';

/**
 * TF.js has no gradient for Cumprod. Here: dx_k is the sum over i of dy_i times the product of the factors of y_i without
 * x_k. Nothing is divided, so zeros are right; it takes n^2 numbers for n elements along the axis.
 */
tf.registerGradient({
  kernelName: 'Cumprod',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs) => ({
    x: () => {
      const axis = tf.util.parseAxisParam(Number(attrs['axis']), x!.shape)[0]!;
      const exclusive = attrs['exclusive'] === true;
      const reverse = attrs['reverse'] === true;
      const order = tf.backend_util.getAxesPermutation([axis], x!.rank);
      const last = (tensor: tf.Tensor): tf.Tensor => (order ? tf.transpose(tensor, order) : tensor);
      const slopes = alongLast(last(single(dy)), last(x!), exclusive, reverse);
      return order ? tf.transpose(slopes, tf.backend_util.getUndoAxesPermutation(order)) : slopes;
    },
  }),
});

function alongLast(dy: tf.Tensor, x: tf.Tensor, exclusive: boolean, reverse: boolean): tf.Tensor {
  const extent = x.shape.at(-1)!;
  const position = tf.range(0, extent, 1, 'int32');
  const factor = tf.expandDims(position, 1);
  // [..., k, j]: x_j, and 1 in place of x_k.
  const others = tf.where(tf.equal(factor, position), tf.onesLike(x).expandDims(-2), x.expandDims(-2));
  const products = tf.cumprod(others, x.rank, exclusive, reverse);
  const reached = exclusive
    ? (reverse ? tf.less : tf.greater)(position, factor)
    : (reverse ? tf.lessEqual : tf.greaterEqual)(position, factor);
  const terms = tf.mul(products, dy.expandDims(-2));
  return tf.sum(tf.where(reached, terms, tf.zerosLike(terms)), -1);
}
