import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpecRecord } from '#core';
import type { TensorRecord } from '#engine';
import { replicaConv2d } from '#ops';
import { optimize } from '../../../src/engine/passes/optimize.ts';
import type { Graph } from '../../../src/engine/graph/graph.ts';
import { kernels, spec, traced } from '../graphs.ts';

const withoutSites = ({ nodes, state, metrics }: Graph): unknown => ({
  nodes: nodes.map(({ kernel, inputs, attrs, shape, dtype }) => ({ kernel, inputs, attrs, shape, dtype })),
  state,
  metrics,
});

type Metrics = (input: TensorRecord) => TensorRecord;

const samples: Readonly<Record<string, [SpecRecord, Metrics]>> = {
  'a product chain with its gradients': [
    { x: spec([2, 4, 3]), w: spec([2, 3, 5]) },
    ({ x, w }) => {
      const loss = (weight: tf.Tensor): tf.Scalar => tf.mean(tf.square(tf.relu(tf.matMul(x!, weight))));
      return { loss: loss(w!), gradient: tf.grad(loss)(w!) };
    },
  ],
  'a convolution with pooling and its gradients': [
    { x: spec([2, 2, 6, 5, 2]), w: spec([2, 3, 3, 2, 4]) },
    ({ x, w }) => {
      const loss = (weight: tf.Tensor): tf.Scalar => {
        const maps = tf.reshape<tf.Rank.R4>(
          replicaConv2d(x!, weight, { strides: 1, pad: 'same' }),
          [4, 6, 5, 4],
        );
        return tf.sum(tf.add(tf.maxPool(maps, 2, 2, 'same'), tf.avgPool(maps, 2, 2, 'same')));
      };
      return { gradient: tf.grad(loss)(w!) };
    },
  ],
  'nothing but movements': [
    { x: spec([2, 3]) },
    ({ x }) => ({
      y: tf.transpose(tf.reshape(tf.transpose(tf.tile(tf.expandDims(x!, 1), [1, 4, 1])), [12, 2])),
    }),
  ],
};

describe('optimize', () => {
  it.each(Object.entries(samples))(
    'reaches a point where nothing more can be done: %s',
    (_, [input, metrics]) => {
      const once = optimize(traced(metrics, input));
      expect(withoutSites(optimize(once))).toEqual(withoutSites(once));
    },
  );

  it('never makes a graph of elementwise ops, movements and sums longer', () => {
    type Op = (x: tf.Tensor) => tf.Tensor;
    const ops: Op[] = [
      (x) => tf.add(x, 0),
      (x) => tf.mul(x, tf.onesLike(x)),
      (x) => tf.div(x, 4),
      (x) => tf.sub(tf.neg(x), tf.neg(x)),
      (x) => tf.transpose(x),
      (x) => tf.reshape(x, [3, 2]),
      (x) => tf.reverse(x, 0),
      (x) => tf.tile(tf.sum(x, 0, true), [x.shape[0], 1]),
      (x) => tf.pow(x, 2),
      (x) => tf.concat([x]),
      (x) => tf.where(tf.greater(x, 0), x, tf.zerosLike(x)),
    ];
    const chains = fc.array(fc.constantFrom(...ops), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(chains, (chain) => {
        const graph = traced(({ x }) => ({ y: chain.reduce((value, op) => op(value), x!) }));
        const small = optimize(graph);
        expect(small.nodes.length).toBeLessThanOrEqual(graph.nodes.length);
        expect(withoutSites(optimize(small))).toEqual(withoutSites(small));
      }),
      { numRuns: 60 },
    );
  });

  it('takes convolutions and pooling apart, and gathers the windows of forward pass and filter gradient once', () => {
    const [input, metrics] = samples['a convolution with pooling and its gradients']!;
    const names = kernels(optimize(traced(metrics, input)));
    expect(names.filter((name) => /Conv2D|Pool/.test(name))).toEqual([]);
    // Of the input once; of the maps once for the maximum, whose windows both passes read.
    expect(names.filter((name) => name === 'Windows')).toHaveLength(2);
  });

  it('keeps a state that is returned as it came', () => {
    const graph = traced(({ x }) => ({ same: x!, also: tf.clone(x!) }));
    expect(optimize(graph)).toMatchObject({ metrics: { same: 0, also: 0 } });
  });
});
