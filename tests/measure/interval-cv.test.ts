import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { intervalCv } from '#measure';

function onsetsOf(gaps: readonly number[]): number[] {
  let at = 0;
  return [0, ...gaps.map((gap) => (at += gap))];
}

describe('intervalCv', () => {
  it('is 0 for a clock and does not know the unit of time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 3, maxLength: 30 }),
        fc.integer({ min: 1, max: 90 }),
        (gaps, unit) => {
          const onsets = onsetsOf(gaps);
          expect(intervalCv(onsets.map((onset) => onset * unit))).toBeCloseTo(intervalCv(onsets), 9);
          expect(intervalCv(onsetsOf(gaps.map(() => unit)))).toBe(0);
        },
      ),
    );
  });

  it('is about 1 for a Poisson process', () => {
    const rng = createRng('poisson', 'gaps');
    const gaps = Array.from({ length: 4000 }, () => -Math.log(1 - rng.uniform()));
    // The standard error of the CV of n exponential gaps is about 1 / sqrt(n) = 0.016.
    expect(Math.abs(intervalCv(onsetsOf(gaps)) - 1)).toBeLessThan(0.065);
  });

  it('divides by n - 1, and needs four onsets', () => {
    expect(intervalCv(onsetsOf([1, 2, 3]))).toBeCloseTo(1 / 2, 12);
    expect(intervalCv(onsetsOf([1, 2]))).toBeNaN();
    expect(intervalCv([])).toBeNaN();
  });
});
