import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inUnit, mean, median, quantile } from '#core';
import * as measure from '#measure';
import * as stats from '#stats';

const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), {
  minLength: 1,
  maxLength: 40,
});

describe('mean, median and quantile', () => {
  it('are the same functions for statistics and for measures', () => {
    expect([stats.mean, stats.median, stats.quantile]).toEqual([mean, median, quantile]);
    expect([measure.mean, measure.median, measure.quantile]).toEqual([mean, median, quantile]);
  });

  it('the mean adds from the first to the last, to the last bit', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        let sum = 0;
        for (const value of values) sum += value;
        expect(mean(values)).toBe(sum / values.length);
      }),
    );
  });

  it('are of typed arrays what they are of lists', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, p) => {
        const typed = Float64Array.from(values);
        expect(mean(typed)).toBe(mean(values));
        expect(quantile(typed, p)).toBe(quantile(values, p));
        expect(median(typed)).toBe(quantile(values, 0.5));
        expect([...typed]).toEqual(values);
      }),
    );
  });
});

describe('a unit for sums of squares', () => {
  it('is 1 for numbers of moderate size, for nothing but zeros and for infinities', () => {
    for (const values of [[1, -3e9], [], [0, 0], [Infinity, 1]]) {
      expect(inUnit(values)).toEqual({ unit: 1, scaled: values });
    }
  });

  it('is a power of two, in which the largest is from 1 to 2, for very large and very small ones', () => {
    for (const largest of [3e300, 3e-300]) {
      const { unit, scaled } = inUnit([largest, -largest / 4]);
      expect(Number.isInteger(Math.log2(unit))).toBe(true);
      expect(scaled[0]).toBeGreaterThanOrEqual(1);
      expect(scaled[0]).toBeLessThan(2);
      expect(scaled.map((value) => value * unit)).toEqual([largest, -largest / 4]);
    }
  });
});
