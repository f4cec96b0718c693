import * as tf from '@tensorflow/tfjs-core';
import { reducedTo, single } from './reduced-to.ts';

// Elements that tie for an extremum share its gradient in equal parts, as in PyTorch's amax, amin, maximum and minimum.
// TF.js gives the whole of it to each, or all to the first operand, and has none for operands that are broadcast.

for (const kernelName of ['Max', 'Min']) {
  tf.registerGradient({
    kernelName,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, [x, y], attrs) => {
      const axes = tf.util.parseAxisParam((attrs['reductionIndices'] ?? attrs['axis']) as number[], x!.shape);
      const kept = x!.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent));
      return {
        x: () => {
          // Nothing equals an extremum that is NaN: 0 / 0 is NaN for all of its elements.
          const winners = tf.cast(tf.equal(x!, tf.reshape(y!, kept)), 'float32');
          const share = tf.div(winners, tf.sum(winners, axes, true));
          return tf.mul(tf.reshape(single(dy), kept), share);
        },
      };
    },
  });
}

/** Whether an operand loses against the other; a NaN does not. */
const loses = { Maximum: tf.less, Minimum: tf.greater } as const;

for (const [kernelName, isLost] of Object.entries(loses)) {
  tf.registerGradient({
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, saved) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      const gradient = (own: tf.Tensor, other: tf.Tensor): tf.Tensor => {
        const whole = single(dy);
        const shared = tf.where(tf.equal(own, other), tf.mul(whole, 0.5), whole);
        return reducedTo(tf.where(isLost(own, other), tf.zerosLike(whole), shared), own.shape);
      };
      return { a: () => gradient(a, b), b: () => gradient(b, a) };
    },
  });
}
