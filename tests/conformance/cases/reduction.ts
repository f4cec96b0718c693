import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { type DType, type NdArray, sizeOf } from '#core';
import {
  axisOf,
  distinct,
  exact,
  floats,
  type KernelCase,
  operand,
  rounded,
  shapes,
  smoothOperand,
  summed,
  type Tolerance,
  trial,
  type Trial,
} from '../trial.ts';

type Reduce = (x: tf.Tensor, axes: number[] | undefined, keepDims: boolean) => tf.Tensor;

interface ReductionOptions {
  readonly forward?: Tolerance;
  readonly types?: readonly DType[];
  readonly values?: Partial<Record<DType, fc.Arbitrary<number>>>;
  readonly magnitude?: number;
  readonly differentiable?: boolean;
  /** Gradients at ties are not differences: trials for these have none. */
  readonly ties?: boolean;
}

const describe = ({ dtype, shape }: NdArray): string => `${dtype}[${shape.slice(1).join(', ')}]`;

/** All axes, or some, or none; kept or dropped. */
function reduction(kernel: string, reduce: Reduce, options: ReductionOptions = {}): KernelCase {
  const { forward = exact, types = [], differentiable = true, ties = false } = options;
  const make = (x: NdArray, axes: number[] | undefined, keepDims: boolean): Trial =>
    trial({
      label: `${kernel}(${describe(x)}, [${axes?.join(', ') ?? 'all'}], ${keepDims})`,
      inputs: { x },
      apply: ({ x: given }) => reduce(given!, axes, keepDims),
      wrt: differentiable && x.dtype === 'float32' ? ['x'] : [],
      terms: sizeOf(x.shape.slice(1)),
      magnitude: options.magnitude ?? 3,
    });
  const trials = (
    from: fc.Arbitrary<number[]>,
    values: (shape: number[]) => fc.Arbitrary<NdArray>,
  ): fc.Arbitrary<Trial> =>
    from
      .chain((shape) =>
        fc.tuple(
          values(shape),
          fc.option(fc.subarray(shape.map((_, axis) => axis)), { nil: undefined }),
          fc.boolean(),
        ),
      )
      .map((parts) => make(...parts));
  const small = shapes(0, 3, 12);
  return {
    kernel,
    trials: fc.oneof(
      { arbitrary: trials(shapes(), (shape) => operand(shape)), weight: 3 },
      ...types.map((type) => trials(shapes(), (shape) => operand(shape, type, options.values?.[type]))),
    ),
    forward,
    ...(differentiable && {
      smooth: trials(small, (shape) => (ties ? distinct(shape) : smoothOperand(shape))),
    }),
  };
}

/** Predicates take bools alone. */
function predicate(kernel: string, reduce: Reduce): KernelCase {
  const boolean = reduction(kernel, (x, axes, keep) => reduce(tf.cast(x, 'bool'), axes, keep), {
    types: ['bool'],
    differentiable: false,
  });
  return boolean;
}

function position(kernel: string, find: (x: tf.Tensor, axis: number) => tf.Tensor): KernelCase {
  const trials = fc
    .tuple(shapes(1, 5), fc.constantFrom<DType>('float32', 'float32', 'int32', 'bool'))
    .chain(([shape, dtype]) => fc.tuple(operand(shape, dtype), axisOf(shape)))
    .map(([x, axis]) =>
      trial({
        label: `${kernel}(${describe(x)}, ${axis})`,
        inputs: { x },
        apply: ({ x: given }) => find(given!, axis),
      }),
    );
  return { kernel, trials, forward: exact };
}

type Cumulate = (x: tf.Tensor, axis: number, exclusive: boolean, reverse: boolean) => tf.Tensor;

function cumulative(kernel: string, cumulate: Cumulate, forward: Tolerance, magnitude: number): KernelCase {
  const trials = fc
    .tuple(shapes(1, 4), fc.constantFrom<DType>('float32', 'float32', 'int32', 'bool'))
    .chain(([shape, dtype]) =>
      fc.tuple(
        operand(shape, dtype, dtype === 'int32' ? fc.integer({ min: -3, max: 3 }) : undefined),
        axisOf(shape),
        fc.boolean(),
        fc.boolean(),
      ),
    )
    .map(([x, axis, exclusive, reverse]) =>
      trial({
        label: `${kernel}(${describe(x)}, ${axis}, ${exclusive}, ${reverse})`,
        inputs: { x },
        apply: ({ x: given }) => cumulate(given!, axis, exclusive, reverse),
        wrt: x.dtype === 'float32' ? ['x'] : [],
        terms: 4,
        magnitude,
      }),
    );
  return { kernel, trials, forward, smooth: trials.filter(({ wrt }) => wrt.length > 0) };
}

function softmaxTrials(from: fc.Arbitrary<number[]>): fc.Arbitrary<Trial> {
  return from
    .chain((shape) => fc.tuple(operand(shape, 'float32', floats()), fc.constantFrom(1, 30)))
    .map(([x, scale]) =>
      trial({
        label: `Softmax(${describe(x)} * ${scale})`,
        inputs: { x },
        apply: ({ x: given }) => tf.softmax(tf.mul(given!, scale)),
        wrt: ['x'],
        magnitude: scale,
      }),
    );
}

export const reductionCases: readonly KernelCase[] = [
  reduction('Sum', (x, axes, keep) => tf.sum(x, axes, keep), { forward: summed, types: ['int32', 'bool'] }),
  reduction('Mean', (x, axes, keep) => tf.mean(x, axes, keep), { forward: summed, types: ['int32', 'bool'] }),
  reduction('Max', (x, axes, keep) => tf.max(x, axes, keep), { types: ['int32', 'bool'], ties: true }),
  reduction('Min', (x, axes, keep) => tf.min(x, axes, keep), { types: ['int32', 'bool'], ties: true }),
  // Up to 64 factors of up to 3: relative errors are those of the products alone.
  { ...productCase() },
  predicate('All', (x, axes, keep) => tf.all(x, axes, keep)),
  predicate('Any', (x, axes, keep) => tf.any(x, axes, keep)),
  position('ArgMax', (x, axis) => tf.argMax(x, axis)),
  position('ArgMin', (x, axis) => tf.argMin(x, axis)),
  cumulative('Cumsum', (x, axis, exclusive, reverse) => tf.cumsum(x, axis, exclusive, reverse), summed, 3),
  cumulative(
    'Cumprod',
    (x, axis, exclusive, reverse) => tf.cumprod(x, axis, exclusive, reverse),
    rounded,
    // Products of up to four factors of up to 3.
    81,
  ),
  {
    kernel: 'Softmax',
    trials: softmaxTrials(shapes(1, 4)),
    // The exponents are off by half an epsilon of the largest logit, 90.
    forward: summed,
    smooth: softmaxTrials(shapes(1, 2, 8)).filter(({ magnitude }) => magnitude === 1),
  },
];

function productCase(): KernelCase {
  const product = reduction('Prod', (x, axes, keep) => tf.prod(x, axes, keep), {
    forward: rounded,
    types: ['int32', 'bool'],
    // Few factors that are not 1: the product of whole numbers must not leave int32.
    values: { int32: fc.constantFrom(1, 1, 1, 1, 1, 1, -1, 2) },
  });
  return { ...product, gradient: rounded };
}
