import * as tf from '@tensorflow/tfjs-core';
import {
  replicaConv2DKernels,
  replicaConv2DShape,
  type ReplicaConv2DAttrs,
  type ReplicaConv2DBackpropFilterAttrs,
  type ReplicaConv2DBackpropInputAttrs,
} from './replica-conv2d-shapes.ts';

const common = { dataFormat: 'NHWC', dilations: 1 } as const;

type Inputs = Readonly<Record<string, tf.TensorInfo | undefined>>;
type Plan = (inputs: Inputs, attrs: tf.NamedAttrMap) => { shape: number[]; attrs: tf.NamedAttrMap };

/**
 * Gives a backend the convolutions of replicas, which TF.js does not have: the backend's own single-network kernels do
 * the arithmetic, one replica after the other. Slow, and as plain as an oracle should be.
 */
export function registerReplicaConv2D(backendName: string): void {
  register(backendName, replicaConv2DKernels.forward, 'Conv2D', ({ x, filter }, attrs) => {
    const { strides, pad } = attrs as unknown as ReplicaConv2DAttrs;
    const shape = replicaConv2DShape(x!.shape, filter!.shape, { strides, pad });
    return { shape, attrs: { ...common, strides, pad } };
  });
  register(backendName, replicaConv2DKernels.backpropInput, 'Conv2DBackpropInput', (_, attrs) => {
    const { strides, pad, inputShape } = attrs as unknown as ReplicaConv2DBackpropInputAttrs;
    return { shape: inputShape, attrs: { ...common, strides, pad, inputShape: inputShape.slice(1) } };
  });
  register(backendName, replicaConv2DKernels.backpropFilter, 'Conv2DBackpropFilter', (_, attrs) => {
    const { strides, pad, filterShape } = attrs as unknown as ReplicaConv2DBackpropFilterAttrs;
    return { shape: filterShape, attrs: { ...common, strides, pad, filterShape: filterShape.slice(1) } };
  });
}

registerReplicaConv2D('cpu');

function register(backendName: string, kernelName: string, perReplica: string, plan: Plan): void {
  if (tf.getKernel(kernelName, backendName)) return;
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { shape, attrs: replicaAttrs } = plan(inputs, attrs ?? {});
      const kernels = new BackendKernels(backendName, backend as tf.KernelBackend);
      return kernels.overReplicas(perReplica, inputs, shape, replicaAttrs);
    },
  });
}

/** Kernels of one backend, called from inside another of its kernels. */
class BackendKernels {
  constructor(
    private readonly name: string,
    private readonly backend: tf.KernelBackend,
  ) {}

  overReplicas(
    kernelName: string,
    inputs: Inputs,
    shape: readonly number[],
    attrs: tf.NamedAttrMap,
  ): tf.TensorInfo {
    const results = Array.from({ length: shape[0]! }, (_, replica): tf.TensorInfo => {
      const slices = Object.fromEntries(
        Object.entries(inputs).map(([name, info]) => [name, this.slice(info!, replica)]),
      );
      const result = this.run(kernelName, slices, attrs);
      for (const { dataId } of Object.values(slices)) this.backend.disposeData(dataId);
      return { ...result, shape: [1, ...result.shape] };
    });
    const all = this.run('Concat', results as unknown as Inputs, { axis: 0 });
    for (const { dataId } of results) this.backend.disposeData(dataId);
    return all;
  }

  private slice(x: tf.TensorInfo, replica: number): tf.TensorInfo {
    const shape = x.shape.slice(1);
    const begin = [replica, ...shape.map(() => 0)];
    return { ...this.run('Slice', { x }, { begin, size: [1, ...shape] }), shape };
  }

  private run(kernelName: string, inputs: Inputs, attrs: tf.NamedAttrMap): tf.TensorInfo {
    const kernel = tf.getKernel(kernelName, this.name);
    return kernel.kernelFunc({
      inputs: inputs,
      backend: this.backend,
      attrs,
    }) as tf.TensorInfo;
  }
}
