import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subsample } from '../../src/claim/subsample.ts';

describe('subsample', () => {
  it('keeps a short series whole, to six significant digits', () => {
    expect(subsample(new Float32Array([0.1, 2, 3]))).toEqual({ x: [0, 1, 2], y: [0.1, 2, 3] });
  });

  it('takes abscissae where they are given, NaN where they run out', () => {
    expect(subsample([5, 6, 7], [10, 20])).toEqual({ x: [10, 20, NaN], y: [5, 6, 7] });
  });

  it('an empty series is an empty line', () => {
    expect(subsample([])).toEqual({ x: [], y: [] });
  });

  it('never loses a peak, an end or the order, and stays within the limit', () => {
    const series = fc.array(fc.integer({ min: -9999, max: 9999 }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(series, fc.integer({ min: 4, max: 50 }), (values, limit) => {
        const { x, y } = subsample(values, undefined, limit);
        expect(x.length).toBeLessThanOrEqual(Math.max(limit, 4));
        expect(y).toEqual(x.map((index) => values[index]));
        expect([...new Set(x)].sort((a, b) => a - b)).toEqual(x);
        expect([x[0], x.at(-1)]).toEqual([0, values.length - 1]);
        expect([Math.min(...y), Math.max(...y)]).toEqual([Math.min(...values), Math.max(...values)]);
      }),
    );
  });

  it('a bucket of NaN alone stays NaN, one with numbers shows the numbers', () => {
    const values = Array.from({ length: 1000 }, (_, index) =>
      index < 500 ? (index % 7 === 0 ? NaN : index) : NaN,
    );
    const { x, y } = subsample(values);
    const numbers = y.filter((value) => !Number.isNaN(value));
    expect(Math.max(...numbers)).toBe(499);
    expect(numbers.length).toBeGreaterThan(90);
    expect(y.filter((value, index) => x[index]! > 520 && !Number.isNaN(value))).toEqual([]);
  });

  it('keeps infinities as the extremes that they are', () => {
    const values = Array.from({ length: 1000 }, (_, index) => (index === 777 ? Infinity : 0));
    expect(subsample(values).y).toContain(Infinity);
  });
});
