import type * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { replicaConv2d } from '#ops';
import { replicaConv2dBackpropFilter, replicaConv2dBackpropInput } from '../../../src/ops/replica-conv2d.ts';
import { replicaConv2DShape } from '../../../src/ops/replica-conv2d-shapes.ts';
import { type KernelCase, operand, summed, trial, type Trial } from '../trial.ts';

interface Geometry {
  readonly x: number[];
  readonly filter: number[];
  readonly strides: number;
  readonly pad: 'same' | 'valid';
}

const geometries: fc.Arbitrary<Geometry> = fc
  .record({
    replicas: fc.integer({ min: 1, max: 3 }),
    map: fc.tuple(
      fc.integer({ min: 1, max: 2 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
    ),
    window: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    channels: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    strides: fc.integer({ min: 1, max: 3 }),
    pad: fc.constantFrom<'same' | 'valid'>('same', 'valid'),
  })
  .filter(({ map, window, pad }) => pad === 'same' || (window[0] <= map[1] && window[1] <= map[2]))
  .map(({ replicas, map, window, channels, strides, pad }) => ({
    x: [replicas, ...map, channels[0]],
    filter: [replicas, ...window, ...channels],
    strides,
    pad,
  }));

type Roles = readonly [first: 'x' | 'filter' | 'dy', second: 'x' | 'filter' | 'dy'];

/** A bilinear kernel: its gradients with respect to both operands are the two other kernels. */
function bilinear(
  kernel: string,
  [first, second]: Roles,
  apply: (a: tf.Tensor, b: tf.Tensor, geometry: Geometry) => tf.Tensor,
): KernelCase {
  const trials: fc.Arbitrary<Trial> = geometries.chain((geometry) => {
    const shape = { ...geometry, dy: replicaConv2DShape(geometry.x, geometry.filter, geometry) };
    return fc.tuple(operand(shape[first]), operand(shape[second])).map(([a, b]) =>
      trial({
        label: `${kernel}(${JSON.stringify(geometry)})`,
        inputs: { a, b },
        apply: (given) => apply(given['a']!, given['b']!, geometry),
        wrt: ['a', 'b'],
        terms: 50,
        magnitude: 9,
      }),
    );
  });
  return { kernel, trials, forward: summed, smooth: trials };
}

export const replicaCases: readonly KernelCase[] = [
  bilinear('ReplicaConv2D', ['x', 'filter'], (x, filter, { strides, pad }) =>
    replicaConv2d(x, filter, { strides, pad }),
  ),
  bilinear('ReplicaConv2DBackpropInput', ['dy', 'filter'], (dy, filter, { strides, pad, x }) =>
    replicaConv2dBackpropInput(dy, filter, { strides, pad, inputShape: x }),
  ),
  bilinear('ReplicaConv2DBackpropFilter', ['x', 'dy'], (x, dy, { strides, pad, filter }) =>
    replicaConv2dBackpropFilter(x, dy, { strides, pad, filterShape: filter }),
  ),
];
