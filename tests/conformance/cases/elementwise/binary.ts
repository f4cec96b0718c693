import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import type { DType, NdArray } from '#core';
import {
  broadcastPairs,
  distinct,
  exact,
  floats,
  type KernelCase,
  operand,
  plainFloats,
  rounded,
  shapes,
  smallPairs,
  smallShapes,
  smoothOperand,
  type Tolerance,
  trial,
  type Trial,
} from '../../trial.ts';

type Op = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

interface BinaryOptions {
  readonly forward?: Tolerance;
  readonly magnitude?: number;
  readonly types?: readonly DType[];
  /** Values of the two operands, where not every number will do. */
  readonly values?: readonly [fc.Arbitrary<number>, fc.Arbitrary<number>];
  readonly integers?: readonly [fc.Arbitrary<number>, fc.Arbitrary<number>];
  readonly smooth?: fc.Arbitrary<readonly [NdArray, NdArray]>;
  readonly predicate?: boolean;
}

const label = (kernel: string, ...operands: NdArray[]): string =>
  `${kernel}(${operands.map(({ dtype, shape }) => `${dtype}[${shape.slice(1).join(', ')}]`).join(', ')})`;

function binary(kernel: string, op: Op, options: BinaryOptions = {}): KernelCase {
  const { forward = rounded, types = [], values = [floats(), floats()], predicate = false } = options;
  const make = ([a, b]: readonly [NdArray, NdArray]): Trial =>
    trial({
      label: label(kernel, a, b),
      inputs: { a, b },
      apply: (given) => op(given['a']!, given['b']!),
      wrt: predicate || a.dtype !== 'float32' ? [] : ['a', 'b'],
      terms: 48,
      magnitude: options.magnitude ?? 3,
    });
  const pairs = (dtype: DType, lists: BinaryOptions['values']): fc.Arbitrary<Trial> =>
    broadcastPairs
      .chain(([a, b]) => fc.tuple(operand(a, dtype, lists?.[0]), operand(b, dtype, lists?.[1])))
      .map(make);
  const others = types.map((type) => pairs(type, type === 'int32' ? options.integers : undefined));
  return {
    kernel,
    trials: fc.oneof({ arbitrary: pairs('float32', values), weight: 3 }, ...others),
    forward,
    ...(options.smooth && { smooth: options.smooth.map(make) }),
  };
}

/** Operands that broadcast together; differences against a kink at a = b are odd multiples of 1/8. */
const apart = smallPairs.chain(([a, b]) => fc.tuple(distinct(a), distinct(b, -3.125)));
const awayFromZero = floats().filter((value) => Math.abs(value) >= 0.25);
const wholeDivisors = fc.integer({ min: -9, max: 9 }).filter((value) => value !== 0);
const positiveBases = smallShapes.chain((shape) =>
  fc.tuple(smoothOperand(shape, { low: 0.5, high: 3 }), smoothOperand(shape, { low: -2, high: 2 })),
);
/** Dividends half-way between multiples of their divisors, where remainder and quotient are smooth. */
const halfWay = smallShapes.chain((shape) =>
  fc
    .tuple(
      smoothOperand(shape, { low: 1, high: 3 }),
      operand(shape, 'float32', fc.integer({ min: -2, max: 1 })),
    )
    .map(([b, n]): [NdArray, NdArray] => {
      const values = Float32Array.from(b.values, (divisor, index) => divisor * (n.values[index]! + 0.5));
      return [{ ...b, values }, b];
    }),
);
const extreme: BinaryOptions = { types: ['int32'], forward: exact };
const all: readonly DType[] = ['int32', 'bool'];

const selectTrials = fc
  .tuple(broadcastPairs, fc.constantFrom<DType>('float32', 'int32', 'bool'), fc.boolean())
  .chain(([[full, part], dtype, exchanged]) =>
    fc.tuple(
      operand(exchanged ? part : full, 'bool'),
      operand(exchanged ? full : part, dtype),
      operand(part, dtype),
    ),
  )
  .map(([condition, a, b]) =>
    trial({
      label: label('Select', condition, a, b),
      inputs: { condition, a, b },
      apply: (given) => tf.where(given['condition']!, given['a']!, given['b']!),
      wrt: a.dtype === 'float32' ? ['a', 'b'] : [],
      terms: 48,
      magnitude: 3,
    }),
  );

const addNTrials = fc
  .tuple(shapes(), fc.integer({ min: 1, max: 4 }), fc.constantFrom<DType>('float32', 'int32'))
  .chain(([shape, count, dtype]) =>
    fc
      .array(operand(shape, dtype), { minLength: count, maxLength: count })
      .map((parts) => ({ parts, dtype })),
  )
  .map(({ parts, dtype }) => {
    const inputs = Object.fromEntries(parts.map((part, index) => [`x${index}`, part]));
    const names = Object.keys(inputs);
    return trial({
      label: label('AddN', ...parts),
      inputs,
      apply: (given) => tf.addN(names.map((name) => given[name]!)),
      wrt: dtype === 'float32' ? names : [],
      terms: 4,
      magnitude: 3,
    });
  });

export const binaryCases: readonly KernelCase[] = [
  binary('Add', (a, b) => tf.add(a, b), { types: ['int32'], forward: exact, smooth: apart }),
  binary('Sub', (a, b) => tf.sub(a, b), { types: ['int32'], forward: exact, smooth: apart }),
  binary('Multiply', (a, b) => tf.mul(a, b), { types: all, forward: exact, smooth: apart }),
  binary('RealDiv', (a, b) => tf.div(a, b), {
    values: [floats(), awayFromZero],
    magnitude: 48,
    smooth: smallShapes.chain((shape) =>
      fc.tuple(distinct(shape), smoothOperand(shape, { low: 1, high: 3 })),
    ),
  }),
  binary('FloorDiv', (a, b) => tf.floorDiv(a, b), {
    types: ['int32'],
    forward: exact,
    values: [floats(), awayFromZero],
    integers: [fc.integer({ min: -99, max: 99 }), wholeDivisors],
    magnitude: 48,
  }),
  // Close to zero the remainder may come out as the divisor itself, which is as near: no tiny dividends here.
  binary('Mod', (a, b) => tf.mod(a, b), {
    types: ['int32'],
    values: [plainFloats(), awayFromZero],
    integers: [fc.integer({ min: -99, max: 99 }), wholeDivisors],
    magnitude: 12,
    smooth: halfWay,
  }),
  binary('Pow', (a, b) => tf.pow(a, b), {
    types: ['int32'],
    values: [floats({ low: 0.25, high: 3 }), floats({ low: -2, high: 3 })],
    integers: [fc.integer({ min: -4, max: 4 }), fc.integer({ min: 0, max: 4 })],
    magnitude: 128,
    smooth: positiveBases,
  }),
  binary('Atan2', (a, b) => tf.atan2(a, b), {
    values: [floats(), awayFromZero],
    magnitude: 48,
    smooth: positiveBases,
  }),
  binary('Maximum', (a, b) => tf.maximum(a, b), { ...extreme, smooth: apart }),
  binary('Minimum', (a, b) => tf.minimum(a, b), { ...extreme, smooth: apart }),
  binary('SquaredDifference', (a, b) => tf.squaredDifference(a, b), {
    types: ['int32'],
    smooth: apart,
  }),
  binary('Equal', (a, b) => tf.equal(a, b), { predicate: true, types: all, forward: exact }),
  binary('NotEqual', (a, b) => tf.notEqual(a, b), { predicate: true, types: all, forward: exact }),
  binary('Greater', (a, b) => tf.greater(a, b), { predicate: true, types: all, forward: exact }),
  binary('GreaterEqual', (a, b) => tf.greaterEqual(a, b), { predicate: true, types: all, forward: exact }),
  binary('Less', (a, b) => tf.less(a, b), { predicate: true, types: all, forward: exact }),
  binary('LessEqual', (a, b) => tf.lessEqual(a, b), { predicate: true, types: all, forward: exact }),
  logical('LogicalAnd', (a, b) => tf.logicalAnd(a, b)),
  logical('LogicalOr', (a, b) => tf.logicalOr(a, b)),
  { kernel: 'Select', trials: selectTrials, forward: exact },
  binary('Prelu', (x, alpha) => tf.prelu(x, alpha), {
    smooth: smallPairs.chain(([x, alpha]) => fc.tuple(smoothOperand(x), smoothOperand(alpha))),
  }),
  { kernel: 'AddN', trials: addNTrials, forward: rounded },
];

function logical(kernel: string, op: Op): KernelCase {
  const trials = broadcastPairs
    .chain(([a, b]) => fc.tuple(operand(a, 'bool'), operand(b, 'bool')))
    .map(([a, b]) =>
      trial({
        label: label(kernel, a, b),
        inputs: { a, b },
        apply: (given) => op(given['a']!, given['b']!),
      }),
    );
  return { kernel, trials, forward: exact };
}
