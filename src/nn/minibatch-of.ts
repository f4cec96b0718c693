import type * as tf from '@tensorflow/tfjs-core';
import { cropAndFlip } from './crop-and-flip.ts';
import { selectOwn, selectShared } from './select-rows.ts';
import type { TensorRecord } from './tensor-record.ts';

/** Samples of each replica and their labels: [R, B, ...] and int32 [R, B]. */
export interface Minibatch {
  readonly x: tf.Tensor;
  readonly y: tf.Tensor;
}

/**
 * The minibatch `input.batch` (int32 [R, B]) of `data.x` and `data.y`: of each replica's own samples where labels are
 * [R, N], of samples that all share where they are [N]. Images are cropped and flipped where the inputs have `rows` and
 * `columns` (`cropDraws`).
 * @param margin that of the crops
 */
export function minibatchOf(data: TensorRecord, input: TensorRecord, margin = 4): Minibatch {
  const { batch, rows, columns } = input as { batch: tf.Tensor; rows?: tf.Tensor; columns?: tf.Tensor };
  const select = data['y']!.rank === 1 ? selectShared : selectOwn;
  const x = select(data['x']!, batch);
  return {
    x: rows && columns ? cropAndFlip(x, rows, columns, margin) : x,
    y: select(data['y']!, batch),
  };
}
