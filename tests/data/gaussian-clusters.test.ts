import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaussianClusters, stackSeeds } from '#data';

const shape = fc.record({
  samples: fc.integer({ min: 1, max: 80 }),
  dimensions: fc.integer({ min: 1, max: 6 }),
  classes: fc.integer({ min: 1, max: 5 }),
  clustersPerClass: fc.integer({ min: 1, max: 4 }),
});

/** Rows of x as text, so that equal points compare equal. */
function rowsOf(x: ArrayLike<number>, dimensions: number): string[] {
  return Array.from({ length: x.length / dimensions }, (_, row) =>
    Array.from({ length: dimensions }, (_, d) => x[row * dimensions + d]).join(),
  );
}

describe('gaussianClusters', () => {
  it('has class and cluster counts that differ by at most one', () => {
    fc.assert(
      fc.property(shape, (options) => {
        const { x, y } = gaussianClusters('s', { ...options, noiseStd: 0 });
        const counts = new Array<number>(options.classes).fill(0);
        y.values.forEach((label) => counts[label]!++);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        // Without noise every point is its cluster's centre.
        const centers = new Set(rowsOf(x.values, options.dimensions));
        expect(centers.size).toBe(Math.min(options.samples, options.classes * options.clustersPerClass));
      }),
    );
  });

  it('draws fewer samples as a prefix of more', () => {
    fc.assert(
      fc.property(shape, fc.integer({ min: 1, max: 40 }), (options, more) => {
        const short = gaussianClusters('s', options);
        const long = gaussianClusters('s', { ...options, samples: options.samples + more });
        expect(long.x.values.slice(0, short.x.values.length)).toEqual(short.x.values);
        expect(long.y.values.slice(0, options.samples)).toEqual(short.y.values);
      }),
    );
  });

  it('shares the centres between splits, and nothing else', () => {
    const options = { samples: 40, dimensions: 3, classes: 4, clustersPerClass: 2 };
    const still = { ...options, noiseStd: 0 };
    expect(gaussianClusters('s', { ...still, split: 'test' })).toEqual(gaussianClusters('s', still));
    const train = gaussianClusters('s', options).x.values;
    const test = gaussianClusters('s', { ...options, split: 'test' }).x.values;
    expect(train.some((value, at) => value === test[at])).toBe(false);
  });

  it('has the stated spreads of centres and noise', () => {
    const options = { samples: 4000, dimensions: 5, classes: 4, clustersPerClass: 1000 };
    const centers = gaussianClusters('s', { ...options, centerStd: 3, noiseStd: 0 }).x.values;
    const points = gaussianClusters('s', { ...options, centerStd: 3, noiseStd: 0.5 }).x.values;
    const rms = (values: number[]): number =>
      Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
    // 20,000 draws: the standard error of an rms is 0.5 % of it.
    expect(rms(Array.from(centers)) / 3).toBeCloseTo(1, 1);
    expect(rms(Array.from(points, (value, at) => value - centers[at]!)) / 0.5).toBeCloseTo(1, 1);
  });

  it('gives each seed its own draw, the same one in a stack and alone', () => {
    const draw = (seed: string) =>
      gaussianClusters(seed, { samples: 6, dimensions: 2, classes: 3, clustersPerClass: 1 });
    const both = stackSeeds(['a', 'b'], draw);
    expect(both.x.shape).toEqual([2, 6, 2]);
    expect(both.y).toMatchObject({ dtype: 'int32', shape: [2, 6] });
    expect(both.x.values.slice(0, 12)).toEqual(draw('a').x.values);
    expect(both.x.values.slice(12)).toEqual(draw('b').x.values);
    expect(draw('a').x.values).not.toEqual(draw('b').x.values);
  });

  it('names a bad option', () => {
    const options = { samples: 6, dimensions: 2, classes: 3, clustersPerClass: 1 };
    expect(() => gaussianClusters('s', { ...options, classes: 0 })).toThrow(/classes must be .* got 0/);
    expect(() => gaussianClusters('s', { ...options, samples: 1.5 })).toThrow(/samples .* got 1.5/);
    expect(() => gaussianClusters('s', { ...options, noiseStd: NaN })).toThrow(/noiseStd .* got NaN/);
  });
});
