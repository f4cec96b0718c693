import * as tf from '@tensorflow/tfjs-core';

/** A call of a kernel of TF.js's plain backend. */
export interface CpuCall {
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  readonly attrs: Readonly<Record<string, unknown>>;
  /** Elements of a tensor, row-major. */
  readonly read: (tensor: tf.TensorInfo) => ArrayLike<number>;
  readonly write: (
    values: Float32Array | Int32Array | Uint8Array,
    shape: readonly number[],
    dtype: 'float32' | 'int32' | 'bool',
  ) => tf.TensorInfo;
  /** What TF.js itself makes of the call, or of one with other operands, which `write` made and nobody needs afterwards. */
  readonly original: (inputs?: Readonly<Record<string, tf.TensorInfo>>) => tf.TensorInfo;
}

/** Puts another kernel in the place of one of TF.js's plain backend, which the reference runs on. */
export function replaceCpuKernel(kernelName: string, kernel: (call: CpuCall) => tf.TensorInfo): void {
  const backendName = 'cpu';
  const { kernelFunc } = tf.getKernel(kernelName, backendName);
  tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: (given) => {
      const cpu = given.backend as tf.KernelBackend;
      return kernel({
        inputs: given.inputs as Record<string, tf.TensorInfo>,
        attrs: given.attrs ?? {},
        read: ({ dataId }) => cpu.readSync(dataId) as ArrayLike<number>,
        write: (values, shape, dtype) => ({
          dataId: cpu.write(values, [...shape], dtype),
          shape: [...shape],
          dtype,
        }),
        original: (inputs) => {
          const result = kernelFunc(inputs ? { ...given, inputs } : given) as tf.TensorInfo;
          for (const { dataId } of Object.values(inputs ?? {})) cpu.disposeData(dataId);
          return result;
        },
      });
    },
  });
}
