import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { featureNorm, groupNorm, instanceNorm, layerNorm } from '#nn';
import { draws, gradientError, largestDifference, toTensor, valuesOf } from './numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

const cases = fc.record({
  replicas: fc.integer({ min: 1, max: 2 }),
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 2, max: 3 }),
  width: fc.integer({ min: 1, max: 3 }),
  groups: fc.integer({ min: 1, max: 3 }),
  perGroup: fc.integer({ min: 1, max: 3 }),
});

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** Wu and He 2018, eq. 1, 2 and 7, index by index. */
function byDefinition(x: ArrayLike<number>, c: Case, epsilon: number): number[] {
  const channels = c.groups * c.perGroup;
  const positions = c.height * c.width;
  const result = new Array<number>(x.length);
  for (let sample = 0; sample < c.replicas * c.batch; sample++) {
    for (let group = 0; group < c.groups; group++) {
      const set: number[] = [];
      for (let position = 0; position < positions; position++)
        for (let channel = 0; channel < channels; channel++)
          if (Math.floor(channel / c.perGroup) === group)
            set.push((sample * positions + position) * channels + channel);
      const mean = set.reduce((sum, index) => sum + x[index]!, 0) / set.length;
      const variance = set.reduce((sum, index) => sum + (x[index]! - mean) ** 2, 0) / set.length;
      for (const index of set) result[index] = (x[index]! - mean) / Math.sqrt(variance + epsilon);
    }
  }
  return result;
}

function input(c: Case) {
  return draws('x', [c.replicas, c.batch, c.height, c.width, c.groups * c.perGroup]);
}

describe('groupNorm', () => {
  it('normalises consecutive channels of a sample, index by index', () => {
    fc.assert(
      fc.property(cases, (c) => {
        const x = input(c);
        const actual = valuesOf(() => groupNorm(toTensor(x), c.groups));
        expect(largestDifference(actual, byDefinition(x.values, c, 1e-5))).toBeLessThan(1e-4);
      }),
      { numRuns: 40 },
    );
  });

  it('with one group is layerNorm, with a group per channel instanceNorm', () => {
    fc.assert(
      fc.property(cases, (c) => {
        const x = toTensor(input(c));
        const channels = c.groups * c.perGroup;
        expect(layerNorm(x).dataSync()).toEqual(groupNorm(x, 1).dataSync());
        expect(instanceNorm(x).dataSync()).toEqual(groupNorm(x, channels).dataSync());
      }),
      { numRuns: 15 },
    );
  });

  it('differs from both in between', () => {
    const x = toTensor(draws('x', [1, 2, 2, 2, 4]));
    const between = groupNorm(x, 2).dataSync();
    expect(largestDifference(between, layerNorm(x).dataSync())).toBeGreaterThan(1e-3);
    expect(largestDifference(between, instanceNorm(x).dataSync())).toBeGreaterThan(1e-3);
  });

  it('gives a sample the same bits alone and among wild samples', () => {
    const x = draws('x', [1, 3, 2, 2, 4]);
    const wild = { ...x, values: x.values.map((value, index) => (index < 16 ? value : value * 100)) };
    const first = (array: typeof x) => valuesOf(() => groupNorm(toTensor(array), 2)).slice(0, 16);
    expect(first(wild)).toEqual(first(x));
    const alone = { ...x, shape: [1, 1, 2, 2, 4], values: x.values.slice(0, 16) };
    expect(first(alone)).toEqual(first(x));
  });

  it('has gradients that match central differences, gamma and beta included', () => {
    const params = {
      x: draws('x', [2, 2, 2, 1, 4]),
      gamma: draws('gamma', [2, 1, 1, 1, 4]),
      beta: draws('beta', [2, 1, 1, 1, 4]),
    };
    const weights = draws('weights', [2, 2, 2, 1, 4]);
    const error = gradientError(
      ({ x, gamma, beta }) => {
        const y = groupNorm(x!, 2, { gamma, beta, epsilon: 1e-2 });
        return tf.mean(tf.tanh(tf.mul(y, toTensor(weights))), [1, 2, 3, 4]);
      },
      params,
      0.01,
    );
    expect(error).toBeLessThan(1e-3);
  });

  it.each([
    ['groups that do not divide the channels', [1, 1, 2, 2, 4], 3, '3 groups do not divide 4 channels'],
    ['groups of one value', [1, 3, 4], 4, 'hold one value each'],
  ])('refuses %s', (_, shape, groups, message) => {
    expect(() => groupNorm(tf.zeros(shape), groups)).toThrow(message);
  });
});

describe('featureNorm', () => {
  it('normalises every position by itself', () => {
    const y = featureNorm(tf.tensor([0, 2, 100, 300], [1, 1, 2, 2]), { epsilon: 0 });
    expect(Array.from(y.dataSync())).toEqual([-1, 1, -1, 1]);
  });
});
