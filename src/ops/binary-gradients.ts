import * as tf from '@tensorflow/tfjs-core';
import { reducedTo, single } from './reduced-to.ts';

/** As in PyTorch: x^0 is 1 for every x, and 0^y is 0 for every y >= 0 near enough. A negative base has no slope along y. */
tf.registerGradient({
  kernelName: 'Pow',
  inputsToSave: ['a', 'b'],
  outputsToSave: [true],
  gradFunc: (dy, saved) => {
    const [a, b, y] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
    const zero = tf.zerosLike(y);
    return {
      a: () => {
        const exponent = tf.cast(b, 'float32');
        const slope = tf.mul(single(dy), tf.mul(exponent, tf.pow(a, tf.sub(exponent, 1))));
        return reducedTo(tf.where(tf.equal(b, 0), zero, slope), a.shape);
      },
      b: () => {
        const flat = tf.logicalAnd(tf.equal(a, 0), tf.greaterEqual(b, 0));
        const slope = tf.mul(single(dy), tf.mul(y, tf.log(a)));
        return reducedTo(tf.where(flat, zero, slope), b.shape);
      },
    };
  },
});

/** TF.js takes -1 for the slope at 0; it is 0, the middle of the subgradients. */
tf.registerGradient({
  kernelName: 'Abs',
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => tf.mul(single(dy), tf.sign(x!)) }),
});

/** TF.js does not sum over the axes along which an operand was broadcast. */
tf.registerGradient({
  kernelName: 'SquaredDifference',
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = saved as [tf.Tensor, tf.Tensor];
    const slope = (own: tf.Tensor, other: tf.Tensor): tf.Tensor =>
      reducedTo(tf.mul(single(dy), tf.mul(2, tf.sub(own, other))), own.shape);
    return { a: () => slope(a, b), b: () => slope(b, a) };
  },
});

tf.registerGradient({
  kernelName: 'Prelu',
  inputsToSave: ['x', 'alpha'],
  gradFunc: (dy, saved) => {
    const [x, alpha] = saved as [tf.Tensor, tf.Tensor];
    const whole = single(dy);
    const mask = tf.greater(x, 0);
    return {
      x: () => reducedTo(tf.where(mask, whole, tf.mul(whole, alpha)), x.shape),
      alpha: () => reducedTo(tf.where(mask, tf.zerosLike(whole), tf.mul(whole, x)), alpha.shape),
    };
  },
});

const plainProduct = tf.getGradient('BatchMatMul');

tf.registerGradient({
  kernelName: 'BatchMatMul',
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved, attrs) => {
    const [a, b] = saved as [tf.Tensor, tf.Tensor];
    const { a: left, b: right } = plainProduct.gradFunc(dy, saved, attrs);
    return { a: () => reducedTo(left!(), a.shape), b: () => reducedTo(right!(), b.shape) };
  },
});
