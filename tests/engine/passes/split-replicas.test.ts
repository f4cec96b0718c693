import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step, StepSpecs, TensorRecord } from '#engine';
import { optimize } from '../../../src/engine/passes/optimize.ts';
import { type OneReplica, splitReplicas } from '../../../src/engine/passes/replicas/one-replica.ts';
import { splitIntoReplicas } from '../../../src/engine/passes/split-replicas.ts';
import type { Graph } from '../../../src/engine/graph/graph.ts';
import { traceStep } from '../../../src/engine/trace/trace.ts';
import { spec } from '../graphs.ts';
import { expectBlocks } from './replicas/blocks.ts';
import { randomSteps } from './replicas/random-steps.ts';

const specs: StepSpecs = {
  state: { w: spec([3, 4, 3]) },
  input: { x: spec([3, 3, 4]), rate: spec([3]), ids: spec([3, 2], 'int32') },
  data: { rows: spec([3, 4]), labels: spec([6], 'int32') },
};

type Update = (state: TensorRecord, input: TensorRecord, data: TensorRecord) => tf.Tensor;

/** A step whose state w becomes what `update` makes of it. */
const updating = (update: Update): Graph =>
  traceStep((...given) => ({ state: { w: update(...given) }, metrics: {} }), specs);

/** A step that leaves its state alone and measures. */
const measuring = (measure: Update): Graph =>
  traceStep((...given) => ({ state: given[0], metrics: { y: measure(...given) } }), specs);

const sharedNames = ({ shared }: OneReplica): Record<string, string[]> =>
  Object.fromEntries(Object.entries(shared).map(([group, names]) => [group, [...(names as Set<string>)]]));

describe('splitReplicas', () => {
  it('gives every replica its block of whatever random steps it takes apart', () => {
    let apart = 0;
    let tried = 0;
    fc.assert(
      fc.property(randomSteps, ({ replicas, step, specs: given }) => {
        const traced = traceStep(step, given);
        for (const graph of [traced, optimize(traced)]) {
          const one = splitReplicas(graph, replicas);
          tried++;
          if (!one) continue;
          apart++;
          expectBlocks(graph, one);
        }
      }),
      { numRuns: 150 },
    );
    // The law says nothing about a pass that refuses everything.
    expect(apart / tried).toBeGreaterThan(0.3);
    expect(apart / tried).toBeLessThan(0.95);
  });

  const mixing: Readonly<Record<string, Graph>> = {
    'a mean over replicas': updating(({ w }) => tf.sub(w!, tf.mean(w!, 0, true))),
    'a sum of everything': updating(({ w }) => tf.mul(w!, tf.sum(w!))),
    'replicas in reverse': updating(({ w }) => tf.reverse(w!, 0)),
    'replicas moved on by one': updating(({ w }) =>
      tf.concat([tf.slice(w!, [2, 0, 0], [1, 4, 3]), tf.slice(w!, [0, 0, 0], [2, 4, 3])]),
    ),
    'replicas exchanged with an axis of the same extent': updating(({ w }) => tf.transpose(w!, [2, 1, 0])),
    'a running sum over replicas': updating(({ w }) => tf.cumsum(w!, 0)),
    'a softmax over replicas': updating(({ w }) =>
      tf.transpose(tf.softmax(tf.transpose(w!, [1, 2, 0])), [2, 0, 1]),
    ),
    'replicas taken from a gather': updating(({ w }, { ids }) =>
      tf.gather(w!, tf.tensor1d([1, 2, 0], 'int32')).add(tf.cast(tf.sum(ids!), 'float32')),
    ),
    'a contraction over replicas': updating(({ w }) =>
      tf
        .reshape(tf.matMul(tf.reshape(w!, [3, 12]), tf.reshape(w!, [3, 12]), true), [3, 4, 12])
        .slice([0, 0, 0], [3, 4, 3]),
    ),
    'a constant that tells replicas apart': updating(({ w }) => tf.mul(w!, tf.tensor([1, 2, 3], [3, 1, 1]))),
    'replicas regrouped into rows of another number': measuring(({ w }) => tf.reshape(w!, [2, 18])),
    'a metric over replicas': measuring(({ w }) => tf.mean(w!)),
    'replicas merged with the rows of another axis': measuring(({ w }) =>
      tf.reshape(tf.transpose(w!, [1, 0, 2]), [12, 3]),
    ),
  };

  it.each(Object.entries(mixing))('refuses %s', (_, graph) => {
    expect(splitReplicas(graph, 3)).toBeUndefined();
    expect(splitReplicas(optimize(graph), 3)).toBeUndefined();
    expect(splitIntoReplicas(graph)).toMatchObject({ replicas: 1, graph });
  });

  it.each([
    [
      'a data set with one row for each replica, of which each takes what it likes',
      measuring((_, { ids }, { rows }) => tf.gather(rows!, ids!)),
      ['rows'],
    ],
    [
      'a data set as a batch for all',
      measuring(({ w }, _, { rows }) => tf.matMul(tf.expandDims(rows!, 0), w!)),
      ['rows'],
    ],
    ['a rate that meets the last axis', updating(({ w }, { rate }) => tf.mul(w!, rate!)), []],
    [
      'labels for all, as many as two for each replica',
      measuring((_, { x }, { labels }) => tf.mul(tf.sum(x!, [1, 2]), tf.cast(tf.sum(labels!), 'float32'))),
      ['labels'],
    ],
    [
      'a row of the data for each replica',
      measuring((_, { x }, { rows }) => tf.mul(x!, tf.reshape(rows!, [3, 1, 4]))),
      [],
    ],
    [
      'samples, as many as replicas, that lie in its own axis',
      measuring((_, { x }) => tf.transpose(x!, [0, 2, 1])),
      [],
    ],
  ])('tells how %s is meant', (_, graph, data) => {
    const one = splitReplicas(graph, 3)!;
    const unread = ['rows', 'labels'].filter((name) => one.shared.data.has(name) !== data.includes(name));
    expect(unread).toEqual([]);
    expect(one.shared.state.size).toBe(0);
    expectBlocks(graph, one);
  });

  it('shares what no replica has its own of, and all that follows from it', () => {
    const step: Step = ({ w, count, average }, { x }, { table }) => {
      const mean = tf.mean(tf.matMul(table!, table!, true), 0);
      return {
        state: {
          w: tf.add(w!, tf.sum(x!, [1, 2], true)),
          count: tf.add(count!, 1),
          average: tf.add(average!, mean),
        },
        metrics: {
          own: tf.mul(tf.sum(w!, [1, 2]), tf.sum(average!)),
          common: tf.sum(average!),
          zero: tf.zeros([3]),
        },
      };
    };
    const graph = traceStep(step, {
      state: { w: spec([3, 4, 3]), count: spec([]), average: spec([6]) },
      input: { x: spec([3, 3, 4]) },
      data: { table: spec([9, 6]) },
    });
    const one = splitReplicas(graph, 3)!;
    expect(sharedNames(one)).toEqual({
      state: ['count', 'average'],
      input: [],
      data: ['table'],
      metrics: ['common', 'zero'],
    });
    expectBlocks(graph, one);
  });

  it('takes a state that becomes a constant, or another one, for split', () => {
    const step: Step = ({ a, b }) => ({
      state: { a: b!, b: tf.zeros([3, 2]), c: tf.ones([6]) },
      metrics: { a: a! },
    });
    const graph = traceStep(step, {
      state: { a: spec([3, 2]), b: spec([3, 2]), c: spec([6]) },
      input: {},
      data: {},
    });
    const one = splitReplicas(graph, 3)!;
    expect(one.graph.nodes[one.graph.state['c']!]!.shape).toEqual([2]);
    expect(one.shared.state.size).toBe(0);
    expectBlocks(graph, one);
  });

  it('refuses a state that becomes what all replicas share', () => {
    const step: Step = (_, { ids }, { rows }) => ({
      state: { a: rows! },
      metrics: { y: tf.gather(rows!, ids!) },
    });
    const graph = traceStep(step, { ...specs, state: { a: spec([3, 4]) } });
    expect(splitReplicas(graph, 3)).toBeUndefined();
  });
});

describe('splitIntoReplicas', () => {
  const square = (extents: readonly number[]): Graph => {
    const names = extents.map((_, index) => `w${index}`);
    return traceStep(
      (state) => ({
        state: Object.fromEntries(names.map((name) => [name, tf.square(state[name]!)])),
        metrics: {},
      }),
      {
        state: Object.fromEntries(names.map((name, at) => [name, spec([extents[at]!, 2])])),
        input: {},
        data: {},
      },
    );
  };

  it('takes the leading extent that most tensors of the state have', () => {
    expect(splitIntoReplicas(square([6, 3, 3])).replicas).toBe(3);
    expect(splitIntoReplicas(square([6, 6, 6, 3])).replicas).toBe(6);
    expect(splitIntoReplicas(square([1, 1])).replicas).toBe(1);
  });

  it('leaves a step of one model, in which everything meets, as it is', () => {
    const step: Step = ({ w1, w2 }, { x }) => {
      const loss = (a: tf.Tensor, b: tf.Tensor): tf.Scalar =>
        tf.sum(tf.square(tf.matMul(tf.matMul(x!, a), b)));
      const [first, second] = tf.grads(loss)([w1!, w2!]) as [tf.Tensor, tf.Tensor];
      return { state: { w1: tf.sub(w1!, first), w2: tf.sub(w2!, second) }, metrics: {} };
    };
    const graph = traceStep(step, {
      state: { w1: spec([4, 8]), w2: spec([8, 4]) },
      input: { x: spec([4, 4]) },
      data: {},
    });
    expect(splitIntoReplicas(graph)).toMatchObject({ graph, replicas: 1 });
  });

  it('does not repeat a large model that all rows share for the sake of a small state', () => {
    const step: Step = ({ rows, w }, { x }) => {
      const shared = tf.matMul(w!, tf.matMul(w!, w!));
      return { state: { rows: tf.add(rows!, tf.mean(shared)), w: tf.add(shared, tf.mean(x!)) }, metrics: {} };
    };
    const graph = traceStep(step, {
      state: { rows: spec([16]), w: spec([9, 9]) },
      input: { x: spec([5]) },
      data: {},
    });
    expect(splitReplicas(graph, 16)).toBeDefined();
    expect(splitIntoReplicas(graph).replicas).toBe(1);
  });

  it('finds the replicas of a step without state in what it reads', () => {
    const step: Step = (_, { x }, { w }) => ({ state: {}, metrics: { y: tf.matMul(x!, w!) } });
    const graph = traceStep(step, { state: {}, input: { x: spec([3, 2, 4]) }, data: { w: spec([3, 4, 5]) } });
    const one = splitIntoReplicas(graph);
    expect(one.replicas).toBe(3);
    expectBlocks(graph, one);
  });
});
