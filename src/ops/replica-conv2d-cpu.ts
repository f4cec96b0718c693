import * as tf from '@tensorflow/tfjs';
import {
  replicaConv2DKernels,
  replicaConv2DShape,
  type ReplicaConv2DAttrs,
  type ReplicaConv2DBackpropFilterAttrs,
  type ReplicaConv2DBackpropInputAttrs,
} from './replica-conv2d-shapes.ts';

// TF.js's own single-network kernels do the arithmetic, one replica after the other: slow, and as plain as an oracle
// should be.
const common = { dataFormat: 'NHWC', dilations: 1 } as const;

register(replicaConv2DKernels.forward, 'Conv2D', ({ x, filter }, attrs) => {
  const { strides, pad } = attrs as unknown as ReplicaConv2DAttrs;
  const shape = replicaConv2DShape(x!.shape, filter!.shape, { strides, pad });
  return { shape, attrs: { ...common, strides, pad } };
});

register(replicaConv2DKernels.backpropInput, 'Conv2DBackpropInput', (_, attrs) => {
  const { strides, pad, inputShape } = attrs as unknown as ReplicaConv2DBackpropInputAttrs;
  return { shape: inputShape, attrs: { ...common, strides, pad, inputShape: inputShape.slice(1) } };
});

register(replicaConv2DKernels.backpropFilter, 'Conv2DBackpropFilter', (_, attrs) => {
  const { strides, pad, filterShape } = attrs as unknown as ReplicaConv2DBackpropFilterAttrs;
  return { shape: filterShape, attrs: { ...common, strides, pad, filterShape: filterShape.slice(1) } };
});

type Inputs = Readonly<Record<string, tf.TensorInfo | undefined>>;
type Plan = (inputs: Inputs, attrs: tf.NamedAttrMap) => { shape: number[]; attrs: tf.NamedAttrMap };

function register(kernelName: string, perReplica: string, plan: Plan): void {
  tf.registerKernel({
    kernelName,
    backendName: 'cpu',
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { shape, attrs: replicaAttrs } = plan(inputs, attrs ?? {});
      const cpu = backend as tf.KernelBackend;
      const values = overReplicas(cpu, perReplica, inputs, shape, replicaAttrs);
      return { dataId: cpu.write(values, shape, 'float32'), shape, dtype: 'float32' };
    },
  });
}

function overReplicas(
  cpu: tf.KernelBackend,
  kernelName: string,
  inputs: Inputs,
  shape: number[],
  attrs: tf.NamedAttrMap,
): Float32Array {
  const replicas = shape[0]!;
  const size = tf.util.sizeFromShape(shape) / replicas;
  const output = new Float32Array(size * replicas);
  const { kernelFunc } = tf.getKernel(kernelName, 'cpu');
  for (let replica = 0; replica < replicas; replica++) {
    const slices = Object.fromEntries(
      Object.entries(inputs).map(([name, info]) => [name, replicaSlice(cpu, info!, replica)]),
    );
    const result = kernelFunc({ inputs: slices, backend: cpu, attrs }) as tf.TensorInfo;
    output.set(cpu.readSync(result.dataId) as Float32Array, replica * size);
    for (const info of [result, ...Object.values(slices)]) cpu.disposeData(info.dataId);
  }
  return output;
}

function replicaSlice(cpu: tf.KernelBackend, info: tf.TensorInfo, replica: number): tf.TensorInfo {
  const shape = info.shape.slice(1);
  const size = tf.util.sizeFromShape(shape);
  const values = (cpu.readSync(info.dataId) as Float32Array).subarray(replica * size, (replica + 1) * size);
  return { dataId: cpu.write(values, shape, 'float32'), shape, dtype: 'float32' };
}
