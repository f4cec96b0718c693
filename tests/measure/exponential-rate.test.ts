import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponentialRate } from '#measure';

const rates = fc.integer({ min: 1, max: 300 }).map((value) => value / 1000);
const decay = (rate: number, limit = 0, scale = 1): number[] =>
  Array.from({ length: Math.ceil(8 / rate) }, (_, t) => limit + scale * Math.exp(-rate * t));

describe('exponentialRate', () => {
  it('finds the rate of an exact approach, from either side of any limit', () => {
    fc.assert(
      fc.property(
        rates,
        fc.integer({ min: -5, max: 5 }),
        fc.constantFrom(-3, -0.1, 0.1, 3),
        (rate, limit, scale) => {
          expect(exponentialRate(decay(rate, limit, scale), { limit })).toBeCloseTo(rate, 9);
        },
      ),
    );
  });

  it('fits between the two shares only: what comes before and after does not count', () => {
    const slow = [10, 9.9, 9.8, 9.7];
    const noise = [0.001, 0.5, 0.0001];
    const values = [...slow, ...decay(0.2, 0, 8).slice(0, 12), ...noise];
    expect(exponentialRate(values, { from: 0.8, to: 0.1 })).toBeCloseTo(0.2, 9);
  });

  it('NaN when it never comes near, or at once', () => {
    expect(exponentialRate([1, 0.9, 0.8, 0.7])).toBeNaN();
    expect(exponentialRate([1, 2, 4, 8])).toBeNaN();
    expect(exponentialRate([1, 0.5, 0.01])).toBeNaN();
    expect(exponentialRate([])).toBeNaN();
  });

  it('of one that never comes near as far as it comes, where that is asked for', () => {
    const slow = decay(0.01).slice(0, 20);
    expect(exponentialRate(slow)).toBeNaN();
    expect(exponentialRate(slow, { orEnd: true })).toBeCloseTo(0.01, 9);
    expect(exponentialRate([1, 2, 4, 8], { orEnd: true })).toBeCloseTo(-Math.log(2), 9);
    expect(exponentialRate([1, 0.5, 0.01], { orEnd: true })).toBeNaN();
  });
});
