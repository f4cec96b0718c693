import * as tf from '@tensorflow/tfjs-core';
import type { Recorder, Traced } from '../recorder.ts';
import { emitCast } from './elementwise.ts';
import { dtypeOf, input, inputList, type KernelTable } from './types.ts';

/** Records a reshape. */
export function emitReshape(recorder: Recorder, x: Traced, shape: readonly number[]): Traced {
  return recorder.emit('Reshape', [x], {}, shape, dtypeOf(x));
}

/** Records a transpose. */
export function emitTranspose(recorder: Recorder, x: Traced, perm: readonly number[]): Traced {
  const shape = perm.map((axis) => x.shape[axis]!);
  return recorder.emit('Transpose', [x], { perm: [...perm] }, shape, dtypeOf(x));
}

function emitSlice(recorder: Recorder, x: Traced, begin: readonly number[], size: readonly number[]): Traced {
  const end = begin.map((from, axis) => from + size[axis]!);
  const strides = begin.map(() => 1);
  return recorder.emit('Slice', [x], { begin: [...begin], end, strides }, size, dtypeOf(x));
}

/** `x` moved by `shift` places along `axis`, `value` standing where nothing came from. */
export function shifted(recorder: Recorder, x: Traced, axis: number, shift: number, value: number): Traced {
  const places = Math.min(Math.abs(shift), x.shape[axis]!);
  const along = (extent: number): number[] => x.shape.map((_, index) => (index === axis ? extent : 0));
  const before = along(shift > 0 ? places : 0);
  const after = along(shift > 0 ? 0 : places);
  const longer = x.shape.map((extent, index) => extent + before[index]! + after[index]!);
  const padded = recorder.emit('PadV2', [x], { before, after, value }, longer, dtypeOf(x));
  return emitSlice(recorder, padded, after, x.shape);
}

/** `x` cut along `axis` at the given sizes. */
function split(recorder: Recorder, x: Traced, axis: number, sizes: readonly number[]): Traced[] {
  let offset = 0;
  return sizes.map((extent) => {
    const begin = x.shape.map((_, index) => (index === axis ? offset : 0));
    offset += extent;
    return emitSlice(
      recorder,
      x,
      begin,
      x.shape.map((full, index) => (index === axis ? extent : full)),
    );
  });
}

function positive(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

/** Parts of other types become that of the first that has elements, as in TF.js's plain backend. */
function concat(recorder: Recorder, given: readonly Traced[], axis: number): Traced {
  const filled = given.filter(({ shape }) => tf.util.sizeFromShape(shape) > 0);
  const first = filled[0] ?? given[0]!;
  const isMixed = filled.some(({ dtype }) => dtype !== first.dtype);
  if (first.dtype === 'bool' && isMixed)
    throw recorder.unsupported(
      'Concat',
      given,
      'begins with bool and goes on with numbers: cast its operands',
    );
  const parts = given.map((part) => emitCast(recorder, part, dtypeOf(first)));
  const shape = first.shape.slice();
  shape[axis] = parts.reduce((sum, part) => sum + part.shape[axis]!, 0);
  return recorder.emit('Concat', parts, { axis }, shape, dtypeOf(first));
}

export const movementKernels: KernelTable = {
  Reshape: (recorder, inputs, attrs) => {
    const x = input(inputs, 'x');
    const size = tf.util.sizeFromShape(x.shape);
    return emitReshape(recorder, x, tf.util.inferFromImplicitShape(attrs['shape'] as number[], size));
  },
  ExpandDims: (recorder, inputs, attrs) => {
    const x = input(inputs, 'input');
    const shape = x.shape.slice();
    const dim = attrs['dim'] as number;
    const rank = x.shape.length;
    tf.util.assert(-rank - 1 <= dim && dim <= rank, () => `axis ${dim} is not in -${rank + 1} to ${rank}`);
    shape.splice(dim < 0 ? dim + rank + 1 : dim, 0, 1);
    return emitReshape(recorder, x, shape);
  },
  Transpose: (recorder, inputs, attrs) =>
    emitTranspose(recorder, input(inputs, 'x'), attrs['perm'] as number[]),
  Tile: (recorder, inputs, attrs) => {
    const x = input(inputs, 'x');
    const reps = attrs['reps'] as number[];
    return recorder.emit(
      'Tile',
      [x],
      { reps: [...reps] },
      x.shape.map((n, axis) => n * reps[axis]!),
      dtypeOf(x),
    );
  },
  Slice: (recorder, inputs, attrs) => {
    const x = input(inputs, 'x');
    const whole = { shape: x.shape, rank: x.shape.length } as tf.Tensor;
    const given = [attrs['begin'], attrs['size']] as [number[], number[]];
    const [begin, size] = tf.slice_util.parseSliceParams(whole, ...given) as [number[], number[]];
    tf.slice_util.assertParamsValid(whole, begin, size);
    return emitSlice(recorder, x, begin, size);
  },
  StridedSlice: (recorder, inputs, attrs) => {
    const x = input(inputs, 'x');
    const info = tf.slice_util.sliceInfo(
      x.shape,
      attrs['begin'] as number[],
      attrs['end'] as number[],
      attrs['strides'] as number[],
      attrs['beginMask'] as number,
      attrs['endMask'] as number,
      attrs['ellipsisMask'] as number,
      attrs['newAxisMask'] as number,
      attrs['shrinkAxisMask'] as number,
    );
    const cut = recorder.emit(
      'Slice',
      [x],
      { begin: info.begin, end: info.end, strides: info.strides },
      tf.slice_util.computeOutShape(info.begin, info.end, info.strides),
      dtypeOf(x),
    );
    return emitReshape(recorder, cut, info.finalShape);
  },
  PadV2: (recorder, inputs, attrs) => {
    const x = input(inputs, 'x');
    const paddings = attrs['paddings'] as [number, number][];
    const before = paddings.map(([low]) => low);
    const after = paddings.map(([, high]) => high);
    const shape = x.shape.map((n, axis) => n + before[axis]! + after[axis]!);
    const value = attrs['constantValue'] as number;
    return recorder.emit('PadV2', [x], { before, after, value }, shape, dtypeOf(x));
  },
  MirrorPad: (recorder, inputs, attrs) => {
    const x = input(inputs, 'x');
    if (attrs['mode'] !== 'reflect') {
      throw recorder.unsupported('MirrorPad', [x], "is supported in mode 'reflect' only");
    }
    const paddings = attrs['paddings'] as [number, number][];
    const before = paddings.map(([low]) => low);
    const after = paddings.map(([, high]) => high);
    const shape = x.shape.map((n, axis) => n + before[axis]! + after[axis]!);
    return recorder.emit('MirrorPad', [x], { before, after }, shape, dtypeOf(x));
  },
  Reverse: (recorder, inputs, attrs) => {
    const x = input(inputs, 'x');
    const axes = tf.util.parseAxisParam(attrs['dims'] as number[], x.shape);
    return recorder.emit('Reverse', [x], { axes }, x.shape, dtypeOf(x));
  },
  Concat: (recorder, inputs, attrs) => {
    const parts = inputList(inputs);
    return concat(recorder, parts, positive(attrs['axis'] as number, parts[0]!.shape.length));
  },
  Pack: (recorder, inputs, attrs) => {
    const parts = inputList(inputs);
    if (parts.some(({ dtype }) => dtype !== parts[0]!.dtype))
      throw recorder.unsupported('Pack', parts, 'takes tensors of one type: cast its operands');
    const axis = positive(attrs['axis'] as number, parts[0]!.shape.length + 1);
    const expanded = parts.map((part) => {
      const shape = part.shape.slice();
      shape.splice(axis, 0, 1);
      return emitReshape(recorder, part, shape);
    });
    return concat(recorder, expanded, axis);
  },
  Unpack: (recorder, inputs, attrs) => {
    const value = input(inputs, 'value');
    const axis = positive(attrs['axis'] as number, value.shape.length);
    const shape = value.shape.filter((_, index) => index !== axis);
    const parts = split(recorder, value, axis, Array<number>(value.shape[axis]!).fill(1));
    return parts.map((part) => emitReshape(recorder, part, shape));
  },
  SplitV: (recorder, inputs, attrs) => {
    const x = input(inputs, 'x');
    const axis = positive(attrs['axis'] as number, x.shape.length);
    const sizes = tf.backend_util.prepareSplitSize(
      { shape: x.shape } as tf.Tensor,
      attrs['numOrSizeSplits'] as number[] | number,
      axis,
    );
    return split(recorder, x, axis, sizes);
  },
};
