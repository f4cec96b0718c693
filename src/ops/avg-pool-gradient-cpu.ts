import * as tf from '@tensorflow/tfjs-core';

// TF.js's average over a window counts the pixels inside the image, but its gradient on the plain backend divides by the
// size of the whole window: wrong wherever padding reaches into the window. Scaling dy beforehand mends it.
const kernelName = 'AvgPoolGrad';
const backendName = 'cpu';
const { kernelFunc: unscaled } = tf.getKernel(kernelName, backendName);

interface PoolAttrs {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number;
}

tf.unregisterKernel(kernelName, backendName);
tf.registerKernel({
  kernelName,
  backendName,
  kernelFunc: ({ inputs, backend, attrs }) => {
    const cpu = backend as tf.KernelBackend;
    const { dy, input } = inputs as Record<'dy' | 'input', tf.TensorInfo>;
    const { filterSize, strides, pad } = attrs as unknown as PoolAttrs;
    const shape = input.shape as [number, number, number, number];
    const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad);
    const scaled = scaledByCounts(cpu.readSync(dy.dataId) as Float32Array, info);
    const dataId = cpu.write(scaled, dy.shape, 'float32');
    const result = unscaled({ inputs: { dy: { ...dy, dataId }, input }, backend, attrs: attrs ?? {} });
    cpu.disposeData(dataId);
    return result;
  },
});

/** dy [N, H', W', C] times window size over number of pixels inside the image, position by position. */
function scaledByCounts(dy: Float32Array, info: tf.backend_util.Conv2DInfo): Float32Array {
  const { outHeight, outWidth, outChannels, filterHeight, filterWidth } = info;
  const rows = inside(outHeight, info.strideHeight, filterHeight, info.padInfo.top, info.inHeight);
  const columns = inside(outWidth, info.strideWidth, filterWidth, info.padInfo.left, info.inWidth);
  return dy.map((value, index) => {
    const position = Math.floor(index / outChannels);
    const row = Math.floor(position / outWidth) % outHeight;
    return (value * filterHeight * filterWidth) / (rows[row]! * columns[position % outWidth]!);
  });
}

/** For each window position along one axis, how many of its pixels are inside the image. */
function inside(positions: number, stride: number, size: number, before: number, extent: number): number[] {
  return Array.from({ length: positions }, (_, position) => {
    const start = position * stride - before;
    return Math.min(extent, start + size) - Math.max(0, start);
  });
}
