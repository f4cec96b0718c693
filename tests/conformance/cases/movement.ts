import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import type { DType, NdArray } from '#core';
import { axisOf, exact, type KernelCase, operand, shapes, summed, trial, type Trial } from '../trial.ts';

const types = fc.constantFrom<DType>('float32', 'float32', 'int32', 'bool');

interface Call {
  readonly text: string;
  readonly apply: (x: tf.Tensor) => tf.Tensor;
}

/** Kernels that move the elements of one operand; `call` chooses the parameters for its shape. */
function moving(
  kernel: string,
  shape: fc.Arbitrary<number[]>,
  call: (shape: readonly number[]) => fc.Arbitrary<Call>,
  { differentiable = true, dtypes = types } = {},
): KernelCase {
  const make = (x: NdArray, { text, apply }: Call): Trial =>
    trial({
      label: `${kernel}(${x.dtype}[${x.shape.slice(1).join(', ')}], ${text})`,
      inputs: { x },
      apply: ({ x: given }) => apply(given!),
      wrt: differentiable && x.dtype === 'float32' ? ['x'] : [],
      terms: 16,
    });
  const trials = (dtype: fc.Arbitrary<DType>, from: fc.Arbitrary<number[]>): fc.Arbitrary<Trial> =>
    fc
      .tuple(from, dtype)
      .chain(([own, type]) => fc.tuple(operand(own, type), call(own)))
      .map(([x, parameters]) => make(x, parameters));
  const small = shape.filter((own) => own.reduce((product, extent) => product * extent, 1) <= 16);
  return {
    kernel,
    trials: trials(dtypes, shape),
    forward: exact,
    gradient: summed,
    ...(differentiable && { smooth: trials(fc.constant('float32'), small) }),
  };
}

const listOf = (
  shape: readonly number[],
  item: (extent: number) => fc.Arbitrary<number>,
): fc.Arbitrary<number[]> => fc.tuple(...shape.map(item));

/** Another shape of as many elements: factors in another order, some merged. */
const reshapes = (shape: readonly number[]): fc.Arbitrary<Call> =>
  fc
    .tuple(
      fc.shuffledSubarray([...shape], { minLength: shape.length }),
      fc.integer({ min: 0, max: shape.length }),
    )
    .map(([order, cut]) => [
      ...order.slice(cut),
      ...(cut > 0 ? [order.slice(0, cut).reduce((a, b) => a * b, 1)] : []),
      1,
    ])
    .map((target) => ({ text: `[${target.join(', ')}]`, apply: (x) => tf.reshape(x, target) }));

const transposes = (shape: readonly number[]): fc.Arbitrary<Call> =>
  fc
    .shuffledSubarray(
      shape.map((_, axis) => axis),
      { minLength: shape.length },
    )
    .map((perm) => ({ text: `[${perm.join(', ')}]`, apply: (x) => tf.transpose(x, perm) }));

const tiles = (shape: readonly number[]): fc.Arbitrary<Call> =>
  listOf(shape, () => fc.constantFrom(1, 1, 2, 3)).map((reps) => ({
    text: `[${reps.join(', ')}]`,
    apply: (x) => tf.tile(x, reps),
  }));

const slices = (shape: readonly number[]): fc.Arbitrary<Call> =>
  fc
    .tuple(
      ...shape.map((extent) => fc.tuple(fc.integer({ min: 0, max: extent - 1 }), fc.nat({ max: extent }))),
    )
    .map((cuts) => {
      const begin = cuts.map(([from]) => from);
      const size = cuts.map(([from, length], axis) =>
        length === 0 ? -1 : Math.min(length, shape[axis]! - from),
      );
      return { text: `[${begin.join(', ')}], [${size.join(', ')}]`, apply: (x) => tf.slice(x, begin, size) };
    });

/** Begins counted from the back, masked ends and dropped axes. Forward alone: TF.js's own backward strides are wrong. */
const stridedSlices = (shape: readonly number[]): fc.Arbitrary<Call> =>
  fc
    .tuple(
      fc.tuple(...shape.map((extent) => fc.integer({ min: -extent, max: extent - 1 }))),
      fc.tuple(...shape.map((extent) => fc.integer({ min: 1, max: extent }))),
      fc.tuple(...shape.map(() => fc.constantFrom(1, 1, 2, 3))),
      fc.nat({ max: 7 }),
      fc.nat({ max: 7 }),
      fc.constantFrom(0, 0, 1, 2),
    )
    .map(([begin, length, steps, beginMask, endMask, shrinkMask]) => {
      // TF.js forgets the strides when an axis is dropped.
      const strides = shrinkMask === 0 ? steps : steps.map(() => 1);
      const end = begin.map((from, axis) => {
        const start = from < 0 ? from + shape[axis]! : from;
        return start + strides[axis]! * length[axis]!;
      });
      return {
        text: `[${begin.join()}], [${end.join()}], [${strides.join()}], ${beginMask}, ${endMask}, ${shrinkMask}`,
        apply: (x) => tf.stridedSlice(x, begin, end, strides, beginMask, endMask, 0, 0, shrinkMask),
      };
    });

const pads = (shape: readonly number[]): fc.Arbitrary<Call> =>
  fc
    .tuple(
      fc.tuple(...shape.map(() => fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 })))),
      fc.constantFrom(0, 1, -2.5),
    )
    .map(([paddings, value]) => ({
      text: `${JSON.stringify(paddings)}, ${value}`,
      apply: (x) => tf.pad(x, paddings, x.dtype === 'bool' ? Number(value !== 0) : value),
    }));

const mirrors = (shape: readonly number[]): fc.Arbitrary<Call> =>
  fc
    .tuple(...shape.map((extent) => fc.tuple(fc.nat({ max: extent - 1 }), fc.nat({ max: extent - 1 }))))
    .map((paddings) => ({
      text: JSON.stringify(paddings),
      apply: (x) => tf.mirrorPad(x, paddings, 'reflect'),
    }));

const reverses = (shape: readonly number[]): fc.Arbitrary<Call> =>
  fc
    .subarray(shape.map((_, axis) => axis))
    .map((axes) => ({ text: `[${axes.join(', ')}]`, apply: (x) => tf.reverse(x, axes) }));

const unpacks = (shape: readonly number[]): fc.Arbitrary<Call> =>
  axisOf(shape).map((axis) => ({
    text: `axis ${axis}`,
    apply: (x) => tf.stack(tf.unstack(x, axis).toReversed()),
  }));

const splits = (shape: readonly number[]): fc.Arbitrary<Call> =>
  axisOf(shape)
    .chain((axis) => fc.tuple(fc.constant(axis), fc.integer({ min: 1, max: shape[axis]! })))
    .map(([axis, first]) => {
      const sizes = [first, shape[axis]! - first].filter((size) => size > 0);
      return {
        text: `[${sizes.join(', ')}], ${axis}`,
        apply: (x) => tf.concat(tf.split(x, sizes, axis).toReversed(), axis),
      };
    });

const expansions = (shape: readonly number[]): fc.Arbitrary<Call> =>
  fc
    .integer({ min: -shape.length - 1, max: shape.length })
    .map((axis) => ({ text: String(axis), apply: (x) => tf.expandDims(x, axis) }));

/** Operands that differ along one axis, joined there; or operands of one shape, joined along a new axis. */
function joining(kernel: 'Concat' | 'Pack'): KernelCase {
  const join = kernel === 'Concat' ? tf.concat : tf.stack;
  const trials = fc
    .tuple(shapes(kernel === 'Concat' ? 1 : 0, 4, 24), types)
    .chain(([shape, dtype]) =>
      fc.tuple(
        fc.constant(shape),
        fc.constant(dtype),
        fc.integer({ min: 0, max: shape.length - (kernel === 'Concat' ? 1 : 0) }),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
      ),
    )
    .chain(([shape, dtype, axis, extents]) =>
      fc.tuple(
        fc.constant(axis),
        fc.tuple(
          ...extents.map((extent) => operand(kernel === 'Concat' ? shape.with(axis, extent) : shape, dtype)),
        ),
      ),
    )
    .map(([axis, parts]) => {
      const inputs = Object.fromEntries(parts.map((part, index) => [`x${index}`, part]));
      const names = Object.keys(inputs);
      return trial({
        label: `${kernel}(${parts.map(({ dtype, shape }) => `${dtype}[${shape.slice(1).join(', ')}]`).join(', ')}; ${axis})`,
        inputs,
        apply: (given) =>
          join(
            names.map((name) => given[name]!),
            axis,
          ),
        wrt: parts[0]!.dtype === 'float32' ? names : [],
      });
    });
  return { kernel, trials, forward: exact, gradient: exact };
}

const numeric = fc.constantFrom<DType>('float32', 'int32');

export const movementCases: readonly KernelCase[] = [
  moving('Reshape', shapes(), reshapes),
  moving('ExpandDims', shapes(0, 4), expansions),
  moving('Transpose', shapes(2, 5), transposes),
  moving('Tile', shapes(0, 4, 24), tiles),
  moving('Slice', shapes(1, 5), slices),
  moving('StridedSlice', shapes(1, 3), stridedSlices, { differentiable: false }),
  moving('PadV2', shapes(1, 4, 24), pads),
  moving('MirrorPad', shapes(1, 4, 24), mirrors, { dtypes: numeric }),
  moving('Reverse', shapes(1, 5), reverses),
  moving('Unpack', shapes(1, 5), unpacks),
  moving('SplitV', shapes(1, 5), splits),
  joining('Concat'),
  joining('Pack'),
];
