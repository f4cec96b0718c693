import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ndarray, specsOf } from '#core';
import { adam, adamSlots, adamW, sgd, sgdSlots, type TensorRecord } from '#nn';
import type { SgdOptions } from '../../src/nn/sgd.ts';
import { toTensors } from './numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

const one = (value: number) => ({ w: tf.tensor([value], [1, 1]) });
const valueOf = (record: TensorRecord, name = 'w'): number => record[name]!.dataSync()[0]!;

/** Runs an optimizer on the loss c w^2 / 2 from w = 1 and lists w. */
function descend(
  steps: number,
  curvature: number,
  update: (
    params: TensorRecord,
    gradients: TensorRecord,
    slots: TensorRecord,
    step: number,
  ) => { params: TensorRecord; slots: TensorRecord },
  slots: TensorRecord,
): number[] {
  let current: { params: TensorRecord; slots: TensorRecord } = { params: one(1), slots };
  return Array.from({ length: steps }, (_, step) => {
    const gradients = { w: tf.mul(current.params['w']!, curvature) };
    current = update(current.params, gradients, current.slots, step);
    return valueOf(current.params);
  });
}

describe('sgd', () => {
  const rates = {
    learningRate: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
    momentum: fc.constantFrom(0, 0.5, 0.9),
    nesterov: fc.boolean(),
    weightDecay: fc.constantFrom(0, 0.1),
    decoupled: fc.boolean(),
  };

  it('follows the recursions of heavy ball, Nesterov and both decays, in float64', () => {
    fc.assert(
      fc.property(fc.record(rates), (options) => {
        const { learningRate, momentum, nesterov, weightDecay, decoupled } = options;
        let [w, v] = [1, 0];
        const expected = Array.from({ length: 8 }, () => {
          const gradient = 2 * w + (decoupled ? 0 : weightDecay * w);
          v = momentum * v + gradient;
          const direction = nesterov && momentum > 0 ? gradient + momentum * v : v;
          w = w - learningRate * direction - (decoupled ? learningRate * weightDecay * w : 0);
          return w;
        });
        const slots = toTensors(sgdSlots({ w: { dtype: 'float32', shape: [1, 1] } }, options));
        const actual = descend(8, 2, (p, g, s) => sgd(p, g, s, options), slots);
        const scale = Math.max(1, ...expected.map(Math.abs));
        actual.forEach((value, step) => expect(Math.abs(value - expected[step]!) / scale).toBeLessThan(1e-5));
      }),
      { numRuns: 40 },
    );
  });

  it('takes a learning rate per replica from a tensor', () => {
    const params = { w: tf.ones([2, 1, 2]) };
    const result = sgd(params, { w: tf.ones([2, 1, 2]) }, {}, { learningRate: tf.tensor([0.5, 0.25]) });
    expect(Array.from(result.params['w']!.dataSync())).toEqual([0.5, 0.5, 0.75, 0.75]);
  });

  it('takes a scalar tensor for all replicas, and decays by a tensor', () => {
    const params = { w: tf.ones([2, 1]) };
    const options: SgdOptions = { learningRate: tf.scalar(0.5), weightDecay: tf.tensor([0, 1]) };
    const result = sgd(params, { w: tf.ones([2, 1]) }, {}, options);
    expect(Array.from(result.params['w']!.dataSync())).toEqual([0.5, 0]);
  });

  it('leaves frozen parameters and their slots alone, and decays only what should decay', () => {
    const params = { ...one(1), head: tf.tensor([7], [1, 1]), gamma: tf.tensor([1], [1, 1]) };
    const options: SgdOptions = {
      learningRate: 0.5,
      momentum: 0.9,
      weightDecay: 1,
      frozen: ['head'],
      withoutDecay: ['gamma'],
    };
    const start = sgdSlots(
      Object.fromEntries(
        Object.keys(params).map((name) => [name, { dtype: 'float32', shape: [1, 1] }] as const),
      ),
      options,
    );
    expect(Object.keys(start)).toEqual(['velocity/w', 'velocity/gamma']);
    const zero = tf.zeros([1, 1]);
    const result = sgd(params, { w: zero, gamma: zero }, toTensors(start), options);
    expect([valueOf(result.params), valueOf(result.params, 'head'), valueOf(result.params, 'gamma')]).toEqual(
      [0.5, 7, 1],
    );
  });

  it('names a gradient or a slot that is missing', () => {
    expect(() => sgd(one(1), {}, {}, { learningRate: 1 })).toThrow("no gradient 'w'");
    expect(() => sgd(one(1), one(1), {}, { learningRate: 1, momentum: 0.9 })).toThrow("no slot 'velocity/w'");
  });
});

describe('adam', () => {
  const slots = () => toTensors(adamSlots(specsOf({ w: ndarray([0], [1, 1]) })));

  it('moves by the learning rate in the first step, whatever the gradient’s size', () => {
    for (const size of [1e-3, 1, 1e3]) {
      const result = adam(one(1), one(-size), slots(), { learningRate: 0.25, stepIndex: tf.scalar(0) });
      expect(valueOf(result.params)).toBeCloseTo(1.25, 4);
    }
  });

  it.each([
    ['plain', { weightDecay: 0, decoupled: false }],
    ['coupled decay', { weightDecay: 0.1, decoupled: false }],
    ['decoupled decay', { weightDecay: 0.1, decoupled: true }],
  ])('follows algorithm 1 of Kingma and Ba in float64: %s', (_, { weightDecay, decoupled }) => {
    const [rate, b1, b2, epsilon] = [0.05, 0.9, 0.999, 1e-8];
    let [w, m, v] = [1, 0, 0];
    const expected = Array.from({ length: 50 }, (_, index) => {
      const gradient = 3 * w + (decoupled ? 0 : weightDecay * w);
      m = b1 * m + (1 - b1) * gradient;
      v = b2 * v + (1 - b2) * gradient ** 2;
      const direction = m / (1 - b1 ** (index + 1)) / (Math.sqrt(v / (1 - b2 ** (index + 1))) + epsilon);
      w -= rate * (direction + (decoupled ? weightDecay * w : 0));
      return w;
    });
    const update = decoupled ? adamW : adam;
    const actual = descend(
      50,
      3,
      (p, g, s, step) => update(p, g, s, { learningRate: rate, weightDecay, stepIndex: tf.scalar(step) }),
      slots(),
    );
    actual.forEach((value, step) => expect(value).toBeCloseTo(expected[step]!, 5));
  });

  it('keeps the bias correction of a late step finite and near 1', () => {
    const late = adam(one(1), one(1), slots(), { learningRate: 1, stepIndex: tf.scalar(1e6) });
    // Moments 0.1 and 0.001 without any correction left.
    expect(valueOf(late.params)).toBeCloseTo(1 - 0.1 / Math.sqrt(0.001), 4);
  });

  it('names a moment that is missing', () => {
    expect(() => adam(one(1), one(1), {}, { learningRate: 1, stepIndex: tf.scalar(0) })).toThrow(
      "no slot 'first/w'",
    );
  });
});
