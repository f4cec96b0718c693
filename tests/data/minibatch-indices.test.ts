import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minibatchIndices, replicaMinibatchIndices, stepsPerEpoch } from '#data';

const sizes = fc
  .record({ samples: fc.integer({ min: 1, max: 40 }), fraction: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ samples, fraction }) => ({
    samples,
    batchSize: Math.max(1, Math.round(fraction * samples)),
  }));

describe('minibatchIndices', () => {
  it('gives any range without the steps before it (resume)', () => {
    fc.assert(
      fc.property(sizes, fc.nat(30), fc.nat(30), (size, fromStep, steps) => {
        const whole = minibatchIndices({ seed: 's', ...size, fromStep: 0, steps: fromStep + steps });
        const part = minibatchIndices({ seed: 's', ...size, fromStep, steps });
        expect(part.shape).toEqual([steps, size.batchSize]);
        expect(part.values).toEqual(whole.values.slice(fromStep * size.batchSize));
      }),
    );
  });

  it('shows no sample twice within an epoch', () => {
    fc.assert(
      fc.property(sizes, fc.nat(5), ({ samples, batchSize }, epoch) => {
        const perEpoch = stepsPerEpoch(samples, batchSize);
        const { values } = minibatchIndices({
          seed: 's',
          samples,
          batchSize,
          fromStep: epoch * perEpoch,
          steps: perEpoch,
        });
        expect(new Set(values).size).toBe(perEpoch * batchSize);
        expect(values.every((index) => index >= 0 && index < samples)).toBe(true);
      }),
    );
  });

  it('reshuffles every epoch, so that a dropped partial batch differs', () => {
    const seen = [0, 1, 2, 3].map((epoch) =>
      minibatchIndices({ seed: 's', samples: 10, batchSize: 4, fromStep: 2 * epoch, steps: 2 }).values.join(),
    );
    expect(new Set(seen).size).toBe(4);
    const dropped = seen.map((order) =>
      Array.from({ length: 10 }, (_, at) => at)
        .filter((at) => !order.split(',').includes(String(at)))
        .join(),
    );
    expect(new Set(dropped).size).toBeGreaterThan(1);
  });

  it('stacks seeds to [steps, replicas, batch], each as it is alone', () => {
    fc.assert(
      fc.property(sizes, fc.nat(12), fc.nat(12), (size, fromStep, steps) => {
        const seeds = ['a', 'b', 'c'];
        const range = { ...size, fromStep, steps };
        const stacked = replicaMinibatchIndices(seeds, range);
        expect(stacked).toMatchObject({ dtype: 'int32', shape: [steps, 3, size.batchSize] });
        seeds.forEach((seed, replica) => {
          const alone = minibatchIndices({ seed, ...range }).values;
          const lane = Array.from({ length: steps }, (_, step) => {
            const at = (step * 3 + replica) * size.batchSize;
            return Array.from(stacked.values.slice(at, at + size.batchSize));
          });
          expect(lane.flat()).toEqual(Array.from(alone));
        });
      }),
    );
  });

  it('refuses a batch larger than the data set, and steps before the start', () => {
    const range = { seed: 's', samples: 8, batchSize: 9, fromStep: 0, steps: 1 };
    expect(() => minibatchIndices(range)).toThrow('batchSize 9 is larger than the data set (8 samples)');
    expect(() => minibatchIndices({ ...range, batchSize: 0 })).toThrow(/batchSize .* got 0/);
    expect(() => minibatchIndices({ ...range, batchSize: 4, fromStep: -1 })).toThrow(/fromStep .* got -1/);
  });
});
