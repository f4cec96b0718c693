import * as tf from '@tensorflow/tfjs-core';
import { ndarray, type NdArray } from 'claimcheck';

/** Hidden neurons of one layer: weight vectors in columns, w [R, d, N], thresholds b [R, 1, N]. */
export interface Layer {
  readonly w: tf.Tensor;
  readonly b: tf.Tensor;
}

/**
 * The nearest neurons of the reduced space: weight vectors on the unit sphere, thresholds within `bound`. What the networks of
 * this paper are trained with.
 * @param bound one for all, or [R, 1, 1]
 */
export function projected({ w, b }: Layer, bound: tf.Tensor | number): Layer {
  return {
    w: tf.div(w, tf.norm(w, 2, 1, true)),
    b: tf.maximum(tf.minimum(b, bound), tf.neg(bound)),
  };
}

/** Lengths of the columns of matrices [..., d, N], one matrix after the other. */
export function columnNorms({ shape, values }: NdArray): number[] {
  const [from, to] = shape.slice(-2) as [number, number];
  return Array.from({ length: values.length / from }, (_, index) => {
    const [matrix, column] = [Math.floor(index / to), index % to];
    let squares = 0;
    for (let row = 0; row < from; row++) squares += values[(matrix * from + row) * to + column]! ** 2;
    return Math.sqrt(squares);
  });
}

/** A matrix [d, N] with columns of length 1. */
export function unitColumns(matrix: NdArray): NdArray {
  const norms = columnNorms(matrix);
  const unit = matrix.values.map((value, index) => value / norms[index % norms.length]!);
  return ndarray(unit, matrix.shape);
}
