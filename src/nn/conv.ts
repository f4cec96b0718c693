import * as tf from '@tensorflow/tfjs';
import { replicaConv2d, type ReplicaConv2DAttrs } from '#ops';

export interface ConvOptions extends Partial<ReplicaConv2DAttrs> {
  /** [R, 1, 1, 1, O] */
  readonly bias?: tf.Tensor | undefined;
}

/**
 * Convolves each replica's images with its own filters: x [R, B, H, W, C], filter [R, kh, kw, C, O] to
 * [R, B, H', W', O]. Stride 1 and `same` padding unless told otherwise.
 */
export function conv(x: tf.Tensor, filter: tf.Tensor, options: ConvOptions = {}): tf.Tensor {
  const { strides = 1, pad = 'same', bias } = options;
  const product = replicaConv2d(x, filter, { strides, pad });
  return bias ? tf.add(product, bias) : product;
}
