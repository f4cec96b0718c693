import * as tf from '@tensorflow/tfjs-core';
import {
  replicaConv2DKernels,
  replicaConv2DShape,
  type ReplicaConv2DAttrs,
  type ReplicaConv2DBackpropFilterAttrs,
  type ReplicaConv2DBackpropInputAttrs,
} from './replica-conv2d-shapes.ts';

/**
 * Convolves every replica's images with that replica's own filters (cross-correlation, NHWC).
 * @param x [R, B, H, W, C]
 * @param filter [R, kh, kw, C, O]
 * @returns [R, B, H', W', O]
 * @throws Error when shapes do not fit
 */
export function replicaConv2d(x: tf.Tensor, filter: tf.Tensor, attrs: ReplicaConv2DAttrs): tf.Tensor {
  replicaConv2DShape(x.shape, filter.shape, attrs);
  const { strides, pad } = attrs;
  return run(replicaConv2DKernels.forward, { x, filter }, { strides, pad });
}

/** Gradient of `replicaConv2d` with respect to its input: [R, B, H, W, C] from `dy` [R, B, H', W', O]. */
export function replicaConv2dBackpropInput(
  dy: tf.Tensor,
  filter: tf.Tensor,
  attrs: ReplicaConv2DBackpropInputAttrs,
): tf.Tensor {
  const { strides, pad, inputShape } = attrs;
  return run(replicaConv2DKernels.backpropInput, { dy, filter }, { strides, pad, inputShape });
}

/** Gradient of `replicaConv2d` with respect to its filter: [R, kh, kw, C, O] from `dy` [R, B, H', W', O]. */
export function replicaConv2dBackpropFilter(
  x: tf.Tensor,
  dy: tf.Tensor,
  attrs: ReplicaConv2DBackpropFilterAttrs,
): tf.Tensor {
  const { strides, pad, filterShape } = attrs;
  return run(replicaConv2DKernels.backpropFilter, { x, dy }, { strides, pad, filterShape });
}

function run(kernel: string, inputs: tf.NamedTensorMap, attrs: tf.NamedAttrMap): tf.Tensor {
  return tf.engine().runKernel(kernel, inputs, attrs);
}
