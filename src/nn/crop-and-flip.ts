import * as tf from '@tensorflow/tfjs-core';

/**
 * Takes rows and columns of images [R, B, H, W, C] padded with `margin` zeros on every side: rows int32 [R, B, H'] and
 * columns int32 [R, B, W'], numbered from the first row or column of the padding, to [R, B, H', W', C]. With
 * consecutive rows and columns it is a crop, with columns that run backwards a flipped one (`cropDraws` of the data).
 */
export function cropAndFlip(
  images: tf.Tensor,
  rows: tf.Tensor,
  columns: tf.Tensor,
  margin: number,
): tf.Tensor {
  const [replicas, batch, height, width, channels] = images.shape as [number, number, number, number, number];
  const [newHeight, newWidth] = [rows.shape[2]!, columns.shape[2]!];
  const flat = tf.reshape(images, [replicas, batch, height, width * channels]);
  const cropped = tf.matMul(selection(rows, height, margin), flat);
  const byRow = tf.reshape(cropped, [replicas, batch, newHeight, width, channels]);
  const byColumn = tf.transpose(byRow, [0, 1, 3, 2, 4]);
  const lines = tf.reshape(byColumn, [replicas, batch, width, newHeight * channels]);
  const both = tf.matMul(selection(columns, width, margin), lines);
  const result = tf.reshape(both, [replicas, batch, newWidth, newHeight, channels]);
  return tf.transpose(result, [0, 1, 3, 2, 4]);
}

/** [R, B, taken, extent]: a row has a single 1, or none where it takes a line of the padding. */
function selection(lines: tf.Tensor, extent: number, margin: number): tf.Tensor {
  const padded = tf.oneHot(lines, extent + 2 * margin, 1, 0, 'float32');
  const [replicas, batch, taken] = lines.shape as [number, number, number];
  return tf.slice(padded, [0, 0, 0, margin], [replicas, batch, taken, extent]);
}
