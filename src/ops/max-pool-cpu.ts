import * as tf from '@tensorflow/tfjs-core';
import { type CpuCall, replaceCpuKernel } from './cpu-kernel.ts';

// TF.js's largest value of a window passes over NaN, unlike its largest value of an axis; its gradient goes elsewhere than
// to what the other engines call the largest.

interface PoolAttrs {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Visit = (output: number, pixels: readonly number[]) => void;

/** Calls `visit` with each element of the output and those under its window, -1 where there is padding. */
function overWindows({ inputs, attrs }: CpuCall, x: tf.TensorInfo, visit: Visit): number[] {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as PoolAttrs;
  const shape = x.shape as [number, number, number, number];
  const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { outHeight, outWidth, inHeight, inWidth, inChannels, filterHeight, filterWidth } = info;
  const size = tf.util.sizeFromShape(info.outShape);
  for (let output = 0; output < size; output++) {
    const channel = output % inChannels;
    const position = Math.floor(output / inChannels);
    const column = (position % outWidth) * info.strideWidth - info.padInfo.left;
    const row = (Math.floor(position / outWidth) % outHeight) * info.strideHeight - info.padInfo.top;
    const image = Math.floor(position / outWidth / outHeight);
    const pixels = Array.from({ length: filterHeight * filterWidth }, (_, slot) => {
      const y = row + Math.floor(slot / filterWidth);
      const z = column + (slot % filterWidth);
      const isInside = y >= 0 && y < inHeight && z >= 0 && z < inWidth;
      return isInside ? ((image * inHeight + y) * inWidth + z) * inChannels + channel : -1;
    });
    visit(output, pixels);
  }
  return inputs['dy'] ? [...x.shape] : [...info.outShape];
}

const valueAt = (values: ArrayLike<number>, pixel: number): number =>
  pixel < 0 ? -Infinity : values[pixel]!;

replaceCpuKernel('MaxPool', (call) => {
  const x = call.inputs['x']!;
  const values = call.read(x);
  const largest: number[] = [];
  // The larger of a NaN and a number is NaN here.
  const shape = overWindows(call, x, (_, pixels) =>
    largest.push(pixels.reduce((most, pixel) => Math.max(most, valueAt(values, pixel)), -Infinity)),
  );
  return call.write(Float32Array.from(largest), shape, 'float32');
});

/** All of it goes to the element that ArgMax finds in the window, of which padding is -Infinity. */
replaceCpuKernel('MaxPoolGrad', (call) => {
  const x = call.inputs['input']!;
  const values = call.read(x);
  const dy = call.read(call.inputs['dy']!);
  const gradient = new Float32Array(values.length);
  const shape = overWindows(call, x, (output, pixels) => {
    const winner = pixels.reduce((best, pixel) =>
      valueAt(values, pixel) > valueAt(values, best) ? pixel : best,
    );
    if (winner >= 0) gradient[winner]! += dy[output]!;
  });
  return call.write(gradient, shape, 'float32');
});
