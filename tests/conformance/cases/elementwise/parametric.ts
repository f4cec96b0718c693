import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import type { DType, NdArray } from '#core';
import {
  exact,
  type KernelCase,
  operand,
  rounded,
  shapes,
  smallShapes,
  smoothOperand,
  trial,
  type Trial,
} from '../../trial.ts';

const types = fc.constantFrom<DType>('float32', 'int32', 'bool');
const wrtOf = ({ dtype }: NdArray): string[] => (dtype === 'float32' ? ['x'] : []);

/** Kernels of one operand and a number. */
function withNumber(
  kernel: string,
  number: fc.Arbitrary<number>,
  op: (x: tf.Tensor, value: number) => tf.Tensor,
  dtypes: readonly DType[],
): KernelCase {
  const make = (x: NdArray, value: number): Trial =>
    trial({
      label: `${kernel}(${x.dtype}[${x.shape.slice(1).join(', ')}], ${value})`,
      inputs: { x },
      apply: ({ x: given }) => op(given!, value),
      wrt: wrtOf(x),
    });
  const operands = fc
    .tuple(shapes(), fc.constantFrom(...dtypes))
    .chain(([shape, dtype]) => operand(shape, dtype));
  return {
    kernel,
    trials: fc.tuple(operands, number).map(([x, value]) => make(x, value)),
    smooth: fc
      .tuple(
        smallShapes.chain((shape) => smoothOperand(shape)),
        number,
      )
      .map(([x, value]) => make(x, value)),
    forward: rounded,
  };
}

const slopes = fc.constantFrom(0, 0.01, 0.2, 1, 1.5, -0.5);
/** Multiples of 1/2: limits that the values of smooth trials keep away from. */
const limits = fc.constantFrom(-Infinity, -1.5, -1, 0, 0.5);

const castTrials = fc
  .tuple(shapes(), types, types)
  .chain(([shape, from, to]) => operand(shape, from).map((x) => ({ x, to })))
  .map(({ x, to }) =>
    trial({
      label: `Cast(${x.dtype}[${x.shape.slice(1).join(', ')}], ${to})`,
      inputs: { x },
      apply: ({ x: given }) => tf.cast(given!, to),
      wrt: to === 'float32' ? wrtOf(x) : [],
    }),
  );

const fillTrials = fc
  .tuple(shapes(), types, fc.constantFrom(0, -0, 1, 2.5, -3.75, 0.1, 7))
  .chain(([shape, dtype, value]) => operand(shape).map((x) => ({ x, dtype, value, shape })))
  .map(({ x, dtype, value, shape }) =>
    trial({
      label: `Fill([${shape.join(', ')}], ${value}, ${dtype})`,
      inputs: { x },
      apply: () => tf.fill(shape, dtype === 'bool' ? Number(value !== 0) : value, dtype),
    }),
  );

const rangeTrials = fc
  .tuple(
    fc.integer({ min: -9, max: 9 }),
    fc.integer({ min: -9, max: 9 }),
    fc.constantFrom(1, 2, 0.5, -1, -0.75, 3),
    fc.constantFrom<'float32' | 'int32'>('float32', 'int32'),
  )
  .filter(([start, stop, step, dtype]) => start !== stop && (dtype === 'float32' || Number.isInteger(step)))
  .filter(([start, stop, step]) => step > 0 === stop > start || step === 1)
  .chain(([start, stop, step, dtype]) => operand([]).map((x) => ({ x, start, stop, step, dtype })))
  .map(({ x, start, stop, step, dtype }) =>
    trial({
      label: `Range(${start}, ${stop}, ${step}, ${dtype})`,
      inputs: { x },
      apply: () => tf.range(start, stop, step, dtype),
    }),
  );

export const parametricCases: readonly KernelCase[] = [
  withNumber('LeakyRelu', slopes, (x, alpha) => tf.leakyRelu(x, alpha), ['float32', 'int32']),
  // The gradient of a step is zero everywhere.
  { ...withNumber('Step', slopes, (x, alpha) => tf.step(x, alpha), ['float32', 'int32']) },
  withNumber('ClipByValue', limits, (x, low) => tf.clipByValue(x, low, 2), ['float32', 'int32']),
  { kernel: 'Cast', trials: castTrials, forward: exact },
  { kernel: 'Fill', trials: fillTrials, forward: exact },
  { kernel: 'Range', trials: rangeTrials, forward: exact },
];
