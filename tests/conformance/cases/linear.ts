import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import type { DType, NdArray } from '#core';
import { distinct, exact, type KernelCase, operand, shapes, summed, trial, type Trial } from '../trial.ts';

const extent = fc.integer({ min: 1, max: 4 });
const describe = (...operands: NdArray[]): string =>
  operands.map(({ dtype, shape }) => `${dtype}[${shape.slice(1).join(', ')}]`).join(', ');

const products: fc.Arbitrary<Trial> = fc
  .tuple(
    shapes(0, 2, 6),
    fc.boolean(),
    fc.tuple(extent, extent, extent),
    fc.boolean(),
    fc.boolean(),
    fc.boolean(),
  )
  .chain(([batch, broadcast, [rows, inner, columns], turnA, turnB, whole]) => {
    const right = broadcast ? batch.map(() => 1) : batch;
    const dtype: DType = whole ? 'int32' : 'float32';
    return fc
      .tuple(
        operand([...batch, ...(turnA ? [inner, rows] : [rows, inner])], dtype),
        operand([...right, ...(turnB ? [columns, inner] : [inner, columns])], dtype),
      )
      .map(([a, b]) =>
        trial({
          label: `BatchMatMul(${describe(a, b)}, ${turnA}, ${turnB})`,
          inputs: { a, b },
          apply: (given) => tf.matMul(given['a']!, given['b']!, turnA, turnB),
          wrt: whole ? [] : ['a', 'b'],
          terms: inner,
          magnitude: 9,
        }),
      );
  });

const activations = fc.constantFrom<'linear' | 'relu' | 'relu6' | 'elu' | 'sigmoid'>(
  'linear',
  'relu',
  'relu6',
  'elu',
  'sigmoid',
);

const fusedProducts: fc.Arbitrary<Trial> = fc
  .tuple(fc.tuple(extent, extent, extent), fc.boolean(), fc.boolean(), fc.boolean(), activations)
  .chain(([[rows, inner, columns], turnA, turnB, biased, activation]) =>
    fc
      .tuple(
        operand(turnA ? [inner, rows] : [rows, inner]),
        operand(turnB ? [columns, inner] : [inner, columns]),
        operand([columns]),
      )
      .map(([a, b, bias]) =>
        trial({
          label: `_FusedMatMul(${describe(a, b, bias)}, ${turnA}, ${turnB}, ${biased}, ${activation})`,
          inputs: { a, b, bias },
          apply: (given) =>
            tf.fused.matMul({
              a: given['a']!,
              b: given['b']!,
              transposeA: turnA,
              transposeB: turnB,
              activation,
              ...(biased && { bias: given['bias']! }),
            }),
          wrt: activation === 'linear' ? ['a', 'b'] : [],
          terms: inner,
          magnitude: 9,
        }),
      ),
  );

type Pad = 'same' | 'valid' | number;
type Pair = [number, number];

interface Geometry {
  readonly map: readonly [batch: number, height: number, width: number, channels: number];
  readonly filter: Pair;
  readonly outputs: number;
  readonly strides: Pair;
  readonly pad: Pad;
  readonly dilations: Pair;
}

const pair = (most: number): fc.Arbitrary<Pair> =>
  fc.tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }));

/** Maps and filters that are not square, windows larger than their stride and smaller, padding on one side or both. */
const geometries: fc.Arbitrary<Geometry> = fc
  .record({
    map: fc.tuple(
      fc.integer({ min: 1, max: 2 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 3 }),
    ),
    filter: pair(3),
    outputs: fc.integer({ min: 1, max: 3 }),
    strides: fc.oneof(fc.constant<Pair>([1, 1]), pair(3)),
    pad: fc.constantFrom<Pad>('same', 'valid', 0, 1, 2),
    dilations: fc.oneof(
      { arbitrary: fc.constant<Pair>([1, 1]), weight: 3 },
      { arbitrary: pair(2), weight: 1 },
    ),
  })
  .filter(({ strides, dilations }) => Math.max(...strides) === 1 || Math.max(...dilations) === 1)
  .filter(({ map: [, height, width], filter, pad, dilations }) => {
    const margin = typeof pad === 'number' ? 2 * pad : 0;
    const reach = filter.map((size, axis) => (size - 1) * dilations[axis]! + 1);
    return pad === 'same' || (reach[0]! <= height + margin && reach[1]! <= width + margin);
  })
  // TF.js misplaces windows that are not square when the padding is a number; no window lies in the padding alone.
  .filter(
    ({ filter, strides, dilations, pad }) =>
      typeof pad !== 'number' ||
      (pad < filter[0] && [filter, strides, dilations].every(([height, width]) => height === width)),
  );

const rounding = (pad: Pad): 'floor' | undefined => (typeof pad === 'number' ? 'floor' : undefined);

function convolution(given: Record<string, tf.Tensor>, { strides, pad, dilations }: Geometry): tf.Tensor {
  const { x, filter } = given as { x: tf.Tensor4D; filter: tf.Tensor4D };
  return tf.conv2d(x, filter, strides, pad, 'NHWC', dilations, rounding(pad));
}

function convolutionTrials(wrt: readonly string[]): fc.Arbitrary<Trial> {
  return geometries
    .filter(({ dilations }) => wrt.length === 0 || Math.max(...dilations) === 1)
    .chain((geometry) =>
      fc
        .tuple(operand(geometry.map), operand([...geometry.filter, geometry.map[3], geometry.outputs]))
        .map(([x, filter]) =>
          trial({
            label: `Conv2D(${JSON.stringify(geometry)})`,
            inputs: { x, filter },
            apply: (given) => convolution(given, geometry),
            wrt,
            terms: 72,
            magnitude: 9,
          }),
        ),
    );
}

const transposedConvolutions: fc.Arbitrary<Trial> = geometries
  .filter(({ dilations, pad }) => Math.max(...dilations) === 1 && typeof pad === 'string')
  .chain((geometry) =>
    fc
      .tuple(operand(geometry.map), operand([...geometry.filter, geometry.outputs, geometry.map[3]]))
      .map(([x, filter]) => {
        const [batch, height, width] = geometry.map;
        const along = (size: number, axis: 0 | 1): number =>
          geometry.pad === 'same'
            ? size * geometry.strides[axis]
            : (size - 1) * geometry.strides[axis] + geometry.filter[axis];
        const shape: [number, number, number, number] = [
          batch,
          along(height, 0),
          along(width, 1),
          geometry.outputs,
        ];
        return trial({
          label: `conv2dTranspose(${JSON.stringify(geometry)})`,
          inputs: { x, filter },
          apply: (given) =>
            tf.conv2dTranspose(
              given['x'] as tf.Tensor4D,
              given['filter'] as tf.Tensor4D,
              shape,
              geometry.strides,
              geometry.pad,
            ),
          wrt: ['x', 'filter'],
          terms: 72,
          magnitude: 9,
        });
      }),
  );

const fusedConvolutions: fc.Arbitrary<Trial> = fc
  .tuple(geometries, fc.boolean(), activations)
  .filter(([{ dilations }]) => Math.max(...dilations) === 1)
  .chain(([geometry, biased, activation]) =>
    fc
      .tuple(
        operand(geometry.map),
        operand([...geometry.filter, geometry.map[3], geometry.outputs]),
        operand([geometry.outputs]),
      )
      .map(([x, filter, bias]) =>
        trial({
          label: `FusedConv2D(${JSON.stringify(geometry)}, ${biased}, ${activation})`,
          inputs: { x, filter, bias },
          apply: (given) =>
            tf.fused.conv2d({
              x: given['x'] as tf.Tensor4D,
              filter: given['filter'] as tf.Tensor4D,
              strides: geometry.strides,
              pad: geometry.pad,
              activation,
              ...(typeof geometry.pad === 'number' && { dimRoundingMode: 'floor' as const }),
              ...(biased && { bias: given['bias']! }),
            }),
          wrt: activation === 'linear' ? ['x', 'filter'] : [],
          terms: 72,
          magnitude: 9,
        }),
      ),
  );

/** Pooling: the filter's extents are the window's; values without ties where differences are taken. */
function pooling(kernel: string, pool: typeof tf.maxPool, smoothly: boolean): KernelCase {
  const trials = (values: (shape: readonly number[]) => fc.Arbitrary<NdArray>): fc.Arbitrary<Trial> =>
    geometries.chain((geometry) =>
      values(geometry.map).map((x) =>
        trial({
          label: `${kernel}(${JSON.stringify(geometry)})`,
          inputs: { x },
          apply: (given) =>
            pool(
              given['x'] as tf.Tensor4D,
              geometry.filter,
              geometry.strides,
              geometry.pad,
              rounding(geometry.pad),
            ),
          wrt: ['x'],
          terms: 9,
          magnitude: 3,
        }),
      ),
    );
  return {
    kernel,
    trials: trials((shape) => operand(shape)),
    forward: kernel.startsWith('Max') ? exact : summed,
    ...(smoothly && { smooth: trials((shape) => distinct(shape)) }),
  };
}

export const linearCases: readonly KernelCase[] = [
  {
    kernel: 'BatchMatMul',
    trials: products,
    forward: summed,
    smooth: products.filter(({ wrt }) => wrt.length > 0),
  },
  { kernel: '_FusedMatMul', trials: fusedProducts, forward: summed },
  { kernel: 'Conv2D', trials: convolutionTrials([]), forward: summed },
  {
    kernel: 'Conv2DBackpropInput',
    trials: fc.oneof(convolutionTrials(['x', 'filter']), transposedConvolutions),
    forward: summed,
    smooth: fc.oneof(convolutionTrials(['x', 'filter']), transposedConvolutions),
  },
  {
    kernel: 'Conv2DBackpropFilter',
    trials: convolutionTrials(['filter']),
    forward: summed,
    smooth: convolutionTrials(['filter']),
  },
  { kernel: 'FusedConv2D', trials: fusedConvolutions, forward: summed },
  pooling('MaxPool', tf.maxPool, false),
  pooling('MaxPoolGrad', tf.maxPool, true),
  pooling('AvgPool', tf.avgPool, false),
  pooling('AvgPoolGrad', tf.avgPool, true),
];
