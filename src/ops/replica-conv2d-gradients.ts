import * as tf from '@tensorflow/tfjs-core';
import { single } from './reduced-to.ts';
import { replicaConv2d, replicaConv2dBackpropFilter, replicaConv2dBackpropInput } from './replica-conv2d.ts';
import { replicaConv2DKernels, type ReplicaConv2DAttrs } from './replica-conv2d-shapes.ts';

// A convolution is bilinear in image and filter, so the gradients of all three kernels are again the three kernels.
const { forward, backpropInput, backpropFilter } = replicaConv2DKernels;

tf.registerGradient({
  kernelName: forward,
  inputsToSave: ['x', 'filter'],
  gradFunc: (dy, [x, filter], attrs) => {
    const { strides, pad } = geometry(attrs);
    return {
      x: () => replicaConv2dBackpropInput(single(dy), filter!, { strides, pad, inputShape: x!.shape }),
      filter: () => replicaConv2dBackpropFilter(x!, single(dy), { strides, pad, filterShape: filter!.shape }),
    };
  },
});

tf.registerGradient({
  kernelName: backpropInput,
  inputsToSave: ['dy', 'filter'],
  gradFunc: (ddx, [dy, filter], attrs) => {
    const { strides, pad } = geometry(attrs);
    return {
      dy: () => replicaConv2d(single(ddx), filter!, { strides, pad }),
      filter: () =>
        replicaConv2dBackpropFilter(single(ddx), dy!, { strides, pad, filterShape: filter!.shape }),
    };
  },
});

tf.registerGradient({
  kernelName: backpropFilter,
  inputsToSave: ['x', 'dy'],
  gradFunc: (ddw, [x, dy], attrs) => {
    const { strides, pad } = geometry(attrs);
    return {
      x: () => replicaConv2dBackpropInput(dy!, single(ddw), { strides, pad, inputShape: x!.shape }),
      dy: () => replicaConv2d(x!, single(ddw), { strides, pad }),
    };
  },
});

function geometry(attrs: tf.NamedAttrMap): ReplicaConv2DAttrs {
  return attrs as unknown as ReplicaConv2DAttrs;
}
