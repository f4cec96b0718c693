import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interquartileMean, mean, median, quantile, standardDeviation, variance } from '#stats';
import { d, describeReference, x } from './reference.ts';

describeReference('robust', {
  'IQM of x': () => interquartileMean(x),
  'IQM of d': () => interquartileMean(d),
  'IQM of 1,2,3,4,10': () => interquartileMean([1, 2, 3, 4, 10]),
  'IQM of 1,2,9': () => interquartileMean([1, 2, 9]),
  'IQM of 1..9,100': () => interquartileMean([100, 2, 3, 4, 5, 6, 7, 8, 9, 1]),
  'quantiles of x': () => [0, 0.1, 0.25, 0.5, 0.9, 0.975, 1].map((p) => quantile(x, p)),
  'median of odd': () => median([3, 1, 7]),
  'mean, variance and SD of d': () => [mean(d), variance(d), standardDeviation(d)],
});

const samples = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 });

describe('quantile', () => {
  it('sorts by value, not by text', () => {
    expect(median([10, 9, 1000])).toBe(10);
    expect(interquartileMean([10, 9, 100, 1000, 8])).toBeCloseTo((9 + 10 + 100) / 3, 12);
  });

  it('of nothing, or with NaN among the values, is NaN', () => {
    expect(median([])).toBeNaN();
    expect(median([1, NaN, 3])).toBeNaN();
    expect(interquartileMean([])).toBeNaN();
    expect(interquartileMean([1, 2, 3, 4, NaN])).toBeNaN();
  });

  it('does not turn an infinite extreme into NaN where it stands on an order statistic', () => {
    expect(median([-Infinity, 2, Infinity])).toBe(2);
    expect(quantile([-Infinity, 2, 3], 0)).toBe(-Infinity);
  });

  it('goes to an infinity from beside it, and has no place between both', () => {
    expect([0.25, 0.75].map((p) => quantile([2, Infinity], p))).toEqual([Infinity, Infinity]);
    expect([0.25, 0.75].map((p) => quantile([-Infinity, 2], p))).toEqual([-Infinity, -Infinity]);
    expect(median([Infinity, Infinity])).toBe(Infinity);
    expect(median([-Infinity, Infinity])).toBeNaN();
    expect(median([-1.5e308, 1.5e308])).toBe(0);
  });

  it.each([-0.1, 1.1, NaN])('refuses p = %s', (p) => {
    expect(() => quantile([1, 2], p)).toThrow(/p must lie in \[0, 1\]/);
  });

  it('leaves its input alone', () => {
    const values = [3, 1, 2, 9, 4];
    interquartileMean(values);
    median(values);
    expect(values).toEqual([3, 1, 2, 9, 4]);
  });

  it('is monotone in p and between the extremes', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(samples, share, share, (values, a, b) => {
        const [low, high] = [quantile(values, Math.min(a, b)), quantile(values, Math.max(a, b))];
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });
});

describe('interquartile mean', () => {
  it('ignores an outlier of any size once there are four values', () => {
    expect(interquartileMean([1, 2, 3, 1e9])).toBe(2.5);
    expect(interquartileMean([1, 2, 3, Infinity])).toBe(2.5);
    expect(interquartileMean([1, 2, 1e9])).toBeGreaterThan(1e8);
  });

  it('moves with shift and scale', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 9 }), fc.integer(), (values, scale, shift) => {
        const moved = interquartileMean(values.map((value) => scale * value + (shift % 100)));
        expect(moved).toBeCloseTo(scale * interquartileMean(values) + (shift % 100), 8);
      }),
    );
  });
});

describe('moments', () => {
  it('of too few values are NaN, not 0', () => {
    expect(variance([5])).toBeNaN();
    expect(standardDeviation([])).toBeNaN();
    expect(mean([])).toBeNaN();
  });

  it('of values that are all equal have no spread, whatever they are', () => {
    expect(variance([0.1, 0.1, 0.1])).toBe(0);
    expect(variance([Infinity, Infinity])).toBeNaN();
  });

  it('keep a small spread around a large mean', () => {
    expect(variance([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBe(1);
  });
});
