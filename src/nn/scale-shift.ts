import * as tf from '@tensorflow/tfjs-core';

/** Per-channel factor and offset, each [R, 1, ..., 1, C] with the rank of what they act on. */
export interface ScaleShift {
  readonly gamma?: tf.Tensor | undefined;
  readonly beta?: tf.Tensor | undefined;
}

/** gamma x + beta, of x [R, B, ..., C] and [R, 1, ..., C]; what is absent is left out. */
export function scaleShift(x: tf.Tensor, { gamma, beta }: ScaleShift): tf.Tensor {
  const scaled = gamma ? tf.mul(x, gamma) : x;
  return beta ? tf.add(scaled, beta) : scaled;
}
