import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { type DType, type NdArray } from '#core';
import { axisOf, exact, type KernelCase, operand, shapes, summed, trial, type Trial } from '../trial.ts';

const describe = (...operands: NdArray[]): string =>
  operands.map(({ dtype, shape }) => `${dtype}[${shape.slice(1).join(', ')}]`).join(', ');
const types = fc.constantFrom<DType>('float32', 'float32', 'int32', 'bool');

const gathers: fc.Arbitrary<Trial> = fc
  .tuple(shapes(1, 4, 24), types, shapes(0, 2, 6))
  .chain(([shape, dtype, taken]) =>
    fc.tuple(fc.constant([shape, taken] as const), fc.constant(dtype), axisOf(shape)),
  )
  .chain(([[shape, taken], dtype, axis]) =>
    fc
      .tuple(operand(shape, dtype), operand(taken, 'int32', fc.nat({ max: shape[axis]! - 1 })))
      .map(([x, indices]) => gatherTrial(x, indices, axis, 0)),
  );

/** Rows of each batch by that batch's own indices, as minibatches of replicas are taken. */
const batchedGathers: fc.Arbitrary<Trial> = fc
  .tuple(shapes(2, 4, 24), types, shapes(1, 2, 4))
  .chain(([shape, dtype, taken]) =>
    fc
      .tuple(operand(shape, dtype), operand([shape[0]!, ...taken], 'int32', fc.nat({ max: shape[1]! - 1 })))
      .map(([x, indices]) => gatherTrial(x, indices, 1, 1)),
  );

function gatherTrial(x: NdArray, indices: NdArray, axis: number, batchDims: number): Trial {
  return trial({
    label: `GatherV2(${describe(x, indices)}, ${axis}, ${batchDims})`,
    inputs: { x, indices },
    apply: (given) => tf.gather(given['x']!, given['indices']!, axis, batchDims),
    wrt: x.dtype === 'float32' ? ['x'] : [],
    terms: 6,
  });
}

const segmentSums: fc.Arbitrary<Trial> = fc
  .tuple(shapes(1, 4, 24), fc.integer({ min: 1, max: 4 }), fc.constantFrom<DType>('float32', 'int32'))
  .chain(([shape, segments, dtype]) =>
    fc
      .tuple(operand(shape, dtype), operand([shape[0]!], 'int32', fc.integer({ min: -1, max: segments - 1 })))
      .map(([x, ids]) =>
        trial({
          label: `UnsortedSegmentSum(${describe(x, ids)}, ${segments})`,
          inputs: { x, ids },
          apply: (given) => tf.unsortedSegmentSum(given['x']!, given['ids'] as tf.Tensor1D, segments),
          wrt: x.dtype === 'float32' ? ['x'] : [],
          terms: shape[0]!,
          magnitude: 3,
        }),
      ),
  );

const oneHots: fc.Arbitrary<Trial> = fc
  .tuple(
    shapes(0, 3, 12),
    fc.integer({ min: 2, max: 4 }),
    fc.constantFrom<[number, number]>([1, 0], [0, 1], [2, -1], [1, 1]),
    fc.constantFrom<DType>('float32', 'int32', 'bool'),
  )
  .filter(([, , [on, off], dtype]) => dtype !== 'bool' || (on <= 1 && off >= 0))
  .chain(([shape, depth, [on, off], dtype]) =>
    operand(shape, 'int32', fc.integer({ min: -1, max: depth })).map((indices) =>
      trial({
        label: `OneHot(${describe(indices)}, ${depth}, ${on}, ${off}, ${dtype})`,
        inputs: { indices },
        apply: (given) => tf.oneHot(given['indices'] as tf.Tensor1D, depth, on, off, dtype),
      }),
    ),
  );

const labels = ['a', 'b', 'c', 'd', 'e'] as const;

/** Any sharing of labels between two operands and a result: batch labels, sums, sums of one side, outer products. */
const einsums: fc.Arbitrary<Trial> = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 5, maxLength: 5 }),
    fc.shuffledSubarray([...labels], { minLength: 1, maxLength: 3 }),
    fc.shuffledSubarray([...labels], { minLength: 1, maxLength: 3 }),
    fc.boolean(),
  )
  .chain(([extents, first, second, two]) => {
    const present = [...new Set([...first, ...(two ? second : [])])];
    const shape = (own: readonly (typeof labels)[number][]): number[] =>
      own.map((label) => extents[labels.indexOf(label)]!);
    return fc
      .tuple(fc.shuffledSubarray(present), operand(shape(first)), operand(shape(second)))
      .map(([output, a, b]) => {
        const terms = [first, ...(two ? [second] : [])].map((own) => own.join(''));
        const equation = `${terms.join(',')}->${output.join('')}`;
        return trial({
          label: `Einsum(${equation}, ${describe(a, ...(two ? [b] : []))})`,
          inputs: { a, b },
          apply: (given) => tf.einsum(equation, given['a']!, ...(two ? [given['b']!] : [])),
          wrt: two ? ['a', 'b'] : ['a'],
          terms: 81,
          magnitude: 9,
        });
      });
  });

const differentiable = (trials: fc.Arbitrary<Trial>): fc.Arbitrary<Trial> =>
  trials.filter(({ wrt }) => wrt.length > 0);

export const indexingCases: readonly KernelCase[] = [
  {
    kernel: 'GatherV2',
    trials: fc.oneof(gathers, batchedGathers),
    forward: exact,
    smooth: differentiable(fc.oneof(gathers, batchedGathers)),
  },
  {
    kernel: 'UnsortedSegmentSum',
    trials: segmentSums,
    forward: summed,
    smooth: differentiable(segmentSums),
  },
  { kernel: 'OneHot', trials: oneHots, forward: exact },
  { kernel: 'Einsum', trials: einsums, forward: summed, smooth: einsums },
];
