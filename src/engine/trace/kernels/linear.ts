import * as tf from '@tensorflow/tfjs-core';
import type { Recorder, Traced } from '../recorder.ts';
import { broadcastShape, emitBinary } from './elementwise.ts';
import { dtypeOf, input, type KernelAttributes, type KernelTable, type KernelTracer } from './types.ts';

/** Records a batched matrix product; batch axes broadcast. */
export function emitMatMul(
  recorder: Recorder,
  a: Traced,
  b: Traced,
  transposeA = false,
  transposeB = false,
): Traced {
  if (a.dtype === 'bool') throw recorder.unsupported('BatchMatMul', [a, b], 'takes float32 or int32');
  const batch = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const shape = [...batch, a.shape.at(transposeA ? -1 : -2)!, b.shape.at(transposeB ? -2 : -1)!];
  return recorder.emit('BatchMatMul', [a, b], { transposeA, transposeB }, shape, dtypeOf(a));
}

/** The unfused activation of TF.js's fused kernels. */
function activated(recorder: Recorder, x: Traced, attrs: KernelAttributes): Traced {
  const kernels: Record<string, string> = { relu: 'Relu', relu6: 'Relu6', elu: 'Elu', sigmoid: 'Sigmoid' };
  const activation = (attrs['activation'] as string | undefined) ?? 'linear';
  if (activation === 'linear') return x;
  const kernel = kernels[activation];
  if (!kernel) throw recorder.unsupported('fused activation', [x], `'${activation}' is not supported`);
  return recorder.emit(kernel, [x], {}, x.shape, dtypeOf(x));
}

/**
 * Pixels behind the map that windows need: with 'ceil' rounding the last may hang over the edge, and TF.js takes what it
 * finds there for padding.
 */
function after(pad: number, output: number, stride: number, reach: number, covered: number): number {
  return Math.max(pad, (output - 1) * stride + reach - covered);
}

/** Geometry of a convolution or pooling in the form that all our kernels share. */
function geometryOf(info: tf.backend_util.Conv2DInfo): Geometry {
  const { top, left, bottom, right } = info.padInfo;
  const height = (info.filterHeight - 1) * info.dilationHeight + 1;
  const width = (info.filterWidth - 1) * info.dilationWidth + 1;
  return {
    inHeight: info.inHeight,
    inWidth: info.inWidth,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    filterHeight: info.filterHeight,
    filterWidth: info.filterWidth,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    dilationHeight: info.dilationHeight,
    dilationWidth: info.dilationWidth,
    padTop: top,
    padLeft: left,
    padBottom: after(bottom, info.outHeight, info.strideHeight, height, info.inHeight + top),
    padRight: after(right, info.outWidth, info.strideWidth, width, info.inWidth + left),
  };
}

/**
 * Refuses a number as padding where windows or strides are not square: TF.js takes the height's for both axes and places
 * windows past the edge.
 */
function checkPadding(recorder: Recorder, kernel: string, x: Traced, pad: unknown, g: Geometry): void {
  const square = ['filter', 'stride', 'dilation'].every((name) => g[`${name}Height`] === g[`${name}Width`]);
  if (typeof pad !== 'number' || square) return;
  throw recorder.unsupported(kernel, [x], 'takes a number as padding for square windows only: use tf.pad');
}

/** Refuses windows without a pixel: they have no average and no largest value, and TF.js answers now this, now that. */
function checkPixels(recorder: Recorder, kernel: string, x: Traced, g: Geometry): void {
  const isEmpty = (before: number, extent: number, window: number, stride: number, output: number): boolean =>
    output > 0 && (before >= window || (output - 1) * stride - before >= extent);
  const height = isEmpty(
    g['padTop']!,
    g['inHeight']!,
    g['filterHeight']!,
    g['strideHeight']!,
    g['outHeight']!,
  );
  const width = isEmpty(g['padLeft']!, g['inWidth']!, g['filterWidth']!, g['strideWidth']!, g['outWidth']!);
  if (height || width) throw recorder.unsupported(kernel, [x], 'has windows that lie in the padding alone');
}

type Geometry = Readonly<Record<string, number>>;
type Pair = [number, number];
type Shape4 = [number, number, number, number];

function convolutionInfo(
  attrs: KernelAttributes,
  inShape: readonly number[],
  filterShape: readonly number[],
): tf.backend_util.Conv2DInfo {
  return tf.backend_util.computeConv2DInfo(
    inShape as Shape4,
    filterShape as Shape4,
    attrs['strides'] as Pair | number,
    (attrs['dilations'] as Pair | undefined) ?? [1, 1],
    attrs['pad'] as 'same' | 'valid' | number,
    attrs['dimRoundingMode'] as 'floor' | undefined,
    false,
    tf.backend_util.convertConv2DDataFormat((attrs['dataFormat'] as 'NHWC' | undefined) ?? 'NHWC'),
  );
}

/** The three kernels of a convolution, for one model (rank 4) or a replica axis in front (rank 5). */
function convolution(kernel: string, first: string, second: string, replicas: boolean): KernelTracer {
  return (recorder, inputs, attrs) => {
    const a = input(inputs, first);
    const b = input(inputs, second);
    if (attrs['dataFormat'] === 'NCHW')
      throw recorder.unsupported(kernel, [a, b], 'is supported in NHWC only');
    const drop = replicas ? 1 : 0;
    const inShape = (attrs['inputShape'] as number[] | undefined) ?? a.shape;
    const filterShape = (attrs['filterShape'] as number[] | undefined) ?? b.shape;
    const info = convolutionInfo(attrs, inShape.slice(drop), filterShape.slice(drop));
    const geometry = geometryOf(info);
    checkPadding(recorder, kernel, a, attrs['pad'], geometry);
    const outShape = [...inShape.slice(0, drop), ...info.outShape];
    const role = kernel.endsWith('BackpropInput')
      ? 'input'
      : kernel.endsWith('BackpropFilter')
        ? 'filter'
        : 'output';
    const shape = role === 'input' ? inShape : role === 'filter' ? filterShape : outShape;
    return recorder.emit(kernel, [a, b], geometry, shape, 'float32');
  };
}

function pooling(kind: 'max' | 'avg', gradient: boolean): KernelTracer {
  return (recorder, inputs, attrs) => {
    // MaxPoolGrad brings (dy, input, output), AvgPoolGrad (dy, input).
    const x = input(inputs, gradient ? 'input' : 'x');
    const info = tf.backend_util.computePool2DInfo(
      x.shape as Shape4,
      attrs['filterSize'] as Pair | number,
      attrs['strides'] as Pair | number,
      1,
      attrs['pad'] as 'same' | 'valid' | number,
      attrs['dimRoundingMode'] as 'floor' | undefined,
    );
    const name = kind === 'max' ? 'MaxPool' : 'AvgPool';
    const attributes = geometryOf(info);
    checkPadding(recorder, name, x, attrs['pad'], attributes);
    checkPixels(recorder, name, x, attributes);
    if (!gradient) return recorder.emit(name, [x], attributes, info.outShape, 'float32');
    const operands = kind === 'max' ? [input(inputs, 'dy'), x] : [input(inputs, 'dy')];
    return recorder.emit(`${name}Grad`, operands, attributes, x.shape, 'float32');
  };
}

const tracers: KernelTable = {
  BatchMatMul: (recorder, inputs, attrs) =>
    emitMatMul(
      recorder,
      input(inputs, 'a'),
      input(inputs, 'b'),
      attrs['transposeA'] === true,
      attrs['transposeB'] === true,
    ),
  Conv2D: convolution('Conv2D', 'x', 'filter', false),
  Conv2DBackpropInput: convolution('Conv2DBackpropInput', 'dy', 'filter', false),
  Conv2DBackpropFilter: convolution('Conv2DBackpropFilter', 'x', 'dy', false),
  ReplicaConv2D: convolution('ReplicaConv2D', 'x', 'filter', true),
  ReplicaConv2DBackpropInput: convolution('ReplicaConv2DBackpropInput', 'dy', 'filter', true),
  ReplicaConv2DBackpropFilter: convolution('ReplicaConv2DBackpropFilter', 'x', 'dy', true),
  MaxPool: pooling('max', false),
  AvgPool: pooling('avg', false),
  MaxPoolGrad: pooling('max', true),
  AvgPoolGrad: pooling('avg', true),
};

export const linearKernels: KernelTable = {
  ...tracers,
  _FusedMatMul: (recorder, inputs, attrs) => {
    let y = tracers['BatchMatMul']!(recorder, inputs, attrs) as Traced;
    if (inputs['bias']) y = emitBinary(recorder, 'Add', y, input(inputs, 'bias'));
    return activated(recorder, y, attrs);
  },
  FusedConv2D: (recorder, inputs, attrs) => {
    let y = tracers['Conv2D']!(recorder, inputs, attrs) as Traced;
    if (inputs['bias']) y = emitBinary(recorder, 'Add', y, input(inputs, 'bias'));
    return activated(recorder, y, attrs);
  },
};
