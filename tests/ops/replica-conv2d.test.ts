import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { replicaConv2d } from '#ops';
import { type ReplicaConv2DAttrs, replicaConv2DShape } from '../../src/ops/replica-conv2d-shapes.ts';
import {
  curvatureError,
  draws,
  gradientError,
  largestDifference,
  toTensor,
  valuesOf,
} from '../nn/numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

const geometry = fc.record({
  replicas: fc.integer({ min: 1, max: 3 }),
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 3, max: 7 }),
  width: fc.integer({ min: 3, max: 7 }),
  kernelHeight: fc.integer({ min: 1, max: 3 }),
  kernelWidth: fc.integer({ min: 1, max: 3 }),
  channels: fc.integer({ min: 1, max: 3 }),
  outputs: fc.integer({ min: 1, max: 3 }),
  strides: fc.integer({ min: 1, max: 3 }),
  pad: fc.constantFrom('same' as const, 'valid' as const),
});

type Geometry = typeof geometry extends fc.Arbitrary<infer T> ? T : never;

function operands(g: Geometry) {
  return {
    x: draws('x', [g.replicas, g.batch, g.height, g.width, g.channels]),
    filter: draws('filter', [g.replicas, g.kernelHeight, g.kernelWidth, g.channels, g.outputs]),
  };
}

/** By TensorFlow's rule for `same`: half of the zeros that the last window needs, rounded down. */
function zerosBefore(input: number, kernel: number, { strides, pad }: ReplicaConv2DAttrs): number {
  if (pad === 'valid') return 0;
  const needed = (Math.ceil(input / strides) - 1) * strides + kernel;
  return Math.floor(Math.max(0, needed - input) / 2);
}

/** The definition, element by element, in float64. */
function byDefinition(g: Geometry): Float64Array {
  const { x, filter } = operands(g);
  const shape = replicaConv2DShape(x.shape, filter.shape, g);
  const [, , rows, columns] = shape as [number, number, number, number, number];
  const top = zerosBefore(g.height, g.kernelHeight, g);
  const left = zerosBefore(g.width, g.kernelWidth, g);
  const result = new Float64Array(shape.reduce((a, b) => a * b));
  const pixel = (r: number, b: number, i: number, j: number, c: number): number =>
    i < 0 || j < 0 || i >= g.height || j >= g.width
      ? 0
      : x.values[(((r * g.batch + b) * g.height + i) * g.width + j) * g.channels + c]!;
  let at = 0;
  for (let r = 0; r < g.replicas; r++)
    for (let b = 0; b < g.batch; b++)
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < columns; j++)
          for (let o = 0; o < g.outputs; o++, at++)
            for (let ki = 0; ki < g.kernelHeight; ki++)
              for (let kj = 0; kj < g.kernelWidth; kj++)
                for (let c = 0; c < g.channels; c++)
                  result[at]! +=
                    pixel(r, b, i * g.strides + ki - top, j * g.strides + kj - left, c) *
                    filter.values[
                      (((r * g.kernelHeight + ki) * g.kernelWidth + kj) * g.channels + c) * g.outputs + o
                    ]!;
  return result;
}

describe('replicaConv2d', () => {
  it('is the sum over the window of each replica with its own filter', () => {
    fc.assert(
      fc.property(geometry, (g) => {
        const { x, filter } = operands(g);
        const actual = valuesOf(() => replicaConv2d(toTensor(x), toTensor(filter), g));
        expect(largestDifference(actual, byDefinition(g))).toBeLessThan(1e-5);
      }),
      { numRuns: 40 },
    );
  });

  it('agrees with TF.js on one replica, gradients included, bit for bit', () => {
    fc.assert(
      fc.property(geometry, (g) => {
        const { x, filter } = operands({ ...g, replicas: 1 });
        const image = toTensor({ ...x, shape: x.shape.slice(1) }) as tf.Tensor4D;
        const kernel = toTensor({ ...filter, shape: filter.shape.slice(1) }) as tf.Tensor4D;
        const theirs = tf.valueAndGrads((a, b) =>
          tf.sum(tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, g.strides, g.pad))),
        )([image, kernel]);
        const ours = tf.valueAndGrads((a, b) => tf.sum(tf.square(replicaConv2d(a, b, g))))([
          toTensor(x),
          toTensor(filter),
        ]);
        for (const index of [0, 1]) {
          expect(ours.grads[index]!.dataSync()).toEqual(theirs.grads[index]!.dataSync());
        }
      }),
      { numRuns: 15 },
    );
  });

  const small: [string, ReplicaConv2DAttrs][] = [
    ['same padding', { strides: 1, pad: 'same' }],
    ['stride 2 with an odd zero', { strides: 2, pad: 'same' }],
    ['stride 2, border pixels left over', { strides: 2, pad: 'valid' }],
  ];
  const params = { x: draws('gx', [2, 2, 4, 4, 2]), filter: draws('gf', [2, 3, 3, 2, 2], 0.3) };
  const lossOf = (attrs: ReplicaConv2DAttrs) => (p: Readonly<Record<string, tf.Tensor>>) =>
    tf.mean(tf.tanh(replicaConv2d(p['x']!, p['filter']!, attrs)), [1, 2, 3, 4]);

  it.each(small)('has gradients that match central differences: %s', (_, attrs) => {
    expect(gradientError(lossOf(attrs), params)).toBeLessThan(2e-3);
  });

  it.each(small)('has second derivatives that match differences of gradients: %s', (_, attrs) => {
    expect(curvatureError(lossOf(attrs), params)).toBeLessThan(1e-4);
  });

  it('leaves no tensor behind', () => {
    const { x, filter } = operands({
      replicas: 3,
      batch: 2,
      height: 4,
      width: 4,
      kernelHeight: 3,
      kernelWidth: 3,
      channels: 2,
      outputs: 2,
      strides: 1,
      pad: 'same',
    });
    const before = tf.memory();
    valuesOf(() => replicaConv2d(toTensor(x), toTensor(filter), { strides: 1, pad: 'same' }));
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it.each([
    ['replicas that differ', [2, 1, 4, 4, 1], [3, 3, 3, 1, 1], 'the numbers of replicas differ'],
    ['channels that differ', [2, 1, 4, 4, 1], [2, 3, 3, 2, 1], 'the numbers of input channels differ'],
    ['an image without replicas', [1, 4, 4, 1], [2, 3, 3, 1, 1], 'takes x [R, B, H, W, C]'],
    [
      'a window larger than the image',
      [1, 1, 2, 2, 1],
      [1, 3, 3, 1, 1],
      'the window is larger than the image',
    ],
  ])('refuses %s', (_, x, filter, message) => {
    const call = () => replicaConv2d(tf.zeros(x), tf.zeros(filter), { strides: 1, pad: 'valid' });
    expect(call).toThrow(message);
  });
});
