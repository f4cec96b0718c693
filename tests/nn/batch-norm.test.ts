import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { batchNorm, batchNormWith, runningAverage } from '#nn';
import { draws, gradientError, largestDifference, toTensor, valuesOf } from './numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

describe('batchNorm', () => {
  it('normalises each replica and channel over batch and positions, then scales and shifts', () => {
    // One replica, one channel: mean 3, biased variance 5, unbiased 20/3.
    const x = tf.tensor([0, 2, 4, 6], [1, 2, 2, 1, 1]);
    const gamma = tf.fill([1, 1, 1, 1, 1], 2);
    const beta = tf.fill([1, 1, 1, 1, 1], 10);
    const { y, mean, variance } = batchNorm(x, { gamma, beta, epsilon: 4 });
    expect(Array.from(y.dataSync())).toEqual([8, 10 - 2 / 3, 10 + 2 / 3, 12].map(Math.fround));
    expect(mean.arraySync()).toEqual([[[[[3]]]]]);
    expect(variance.dataSync()[0]).toBeCloseTo(20 / 3, 6);
  });

  it('with workers is batchNorm of each consecutive chunk, and averages their statistics', () => {
    const shape = fc.record({
      workers: fc.constantFrom(1, 2, 3),
      chunk: fc.integer({ min: 2, max: 4 }),
      spatial: fc.boolean(),
    });
    fc.assert(
      fc.property(shape, ({ workers, chunk, spatial }) => {
        const rest = spatial ? [2, 3, 2] : [2];
        const x = toTensor(draws('x', [2, workers * chunk, ...rest]));
        const whole = batchNorm(x, { workers });
        const parts = tf.split(x, workers, 1).map((part) => batchNorm(part));
        const joined = tf.concat(
          parts.map(({ y }) => y),
          1,
        );
        expect(largestDifference(whole.y.dataSync(), joined.dataSync())).toBeLessThan(1e-6);
        for (const key of ['mean', 'variance'] as const) {
          const average = tf.div(tf.addN(parts.map((part) => part[key])), workers);
          expect(whole[key].shape).toEqual(average.shape);
          expect(largestDifference(whole[key].dataSync(), average.dataSync())).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('has gradients that match central differences: input, gamma, beta, two workers', () => {
    const params = {
      x: draws('x', [2, 4, 2, 1, 2]),
      gamma: draws('gamma', [2, 1, 1, 1, 2]),
      beta: draws('beta', [2, 1, 1, 1, 2]),
    };
    const weights = draws('weights', [2, 4, 2, 1, 2]);
    const error = gradientError(
      ({ x, gamma, beta }) => {
        const { y } = batchNorm(x!, { gamma, beta, workers: 2, epsilon: 1e-3 });
        return tf.mean(tf.tanh(tf.mul(y, toTensor(weights))), [1, 2, 3, 4]);
      },
      params,
      0.01,
    );
    expect(error).toBeLessThan(1e-3);
  });

  it('refuses workers that do not divide the batch', () => {
    expect(() => batchNorm(tf.zeros([1, 6, 2]), { workers: 4 })).toThrow(
      '4 workers do not divide a batch of 6',
    );
  });

  it('keeps a batch of one finite', () => {
    const { y, variance } = batchNorm(tf.tensor([5, -5], [1, 1, 2]));
    expect(Array.from(y.dataSync())).toEqual([0, 0]);
    expect(Array.from(variance.dataSync())).toEqual([0, 0]);
  });
});

describe('batchNormWith', () => {
  it('is batchNorm when given the statistics of the batch', () => {
    const x = toTensor(draws('x', [2, 5, 3]));
    const gamma = toTensor(draws('gamma', [2, 1, 3]));
    const beta = toTensor(draws('beta', [2, 1, 3]));
    const { y, mean, variance } = batchNorm(x, { gamma, beta });
    const biased = tf.mul(variance, 4 / 5);
    const evaluated = valuesOf(() => batchNormWith(x, { mean, variance: biased }, { gamma, beta }));
    expect(largestDifference(evaluated, y.dataSync())).toBeLessThan(1e-5);
  });

  it('evaluates a sample whatever the rest of the batch is', () => {
    const statistics = { mean: tf.tensor([1], [1, 1, 1]), variance: tf.tensor([4], [1, 1, 1]) };
    const alone = batchNormWith(tf.tensor([3], [1, 1, 1]), statistics, { epsilon: 0 });
    const among = batchNormWith(tf.tensor([3, 1e6], [1, 2, 1]), statistics, { epsilon: 0 });
    expect(alone.dataSync()[0]).toBe(1);
    expect(among.dataSync()[0]).toBe(1);
  });
});

describe('runningAverage', () => {
  it('keeps 1 - momentum of the past', () => {
    expect(runningAverage(tf.scalar(10), tf.scalar(20), 0.1).dataSync()[0]).toBeCloseTo(11, 5);
  });
});
