import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kendallTau, leastSquares, midranks, pearson, spearman } from '#stats';
import { describeReference } from './reference.ts';

const u = [1, 2, 3, 4, 5, 6, 7];
const w = [2.1, 1.9, 3.5, 3.5, 6.0, 5.5, 8.2];
const v = [1, 1, 2, 3, 3, 3, 9];

describeReference('trend', {
  Spearman: () => spearman(u, w),
  'Spearman, ties on both sides': () => spearman(v, w),
  Kendall: () => kendallTau(u, w),
  'Kendall, ties on both sides': () => kendallTau(v, w),
  Pearson: () => pearson(v, w),
  line: () => {
    const { slope, intercept, rSquared } = leastSquares(u, w);
    return [slope, intercept, rSquared];
  },
});

const series = fc.uniqueArray(fc.integer({ min: -40, max: 40 }), { minLength: 3, maxLength: 20 });
const monotone = [kendallTau, spearman] as const;

describe('rank correlations', () => {
  it('see through any increasing rescaling and change sign under a decreasing one', () => {
    fc.assert(
      fc.property(series, fc.constantFrom(...monotone), (y, correlation) => {
        const x = y.map((_, index) => index);
        const tau = correlation(x, y);
        expect(
          correlation(
            x,
            y.map((value) => Math.exp(value / 10)),
          ),
        ).toBeCloseTo(tau, 12);
        expect(
          correlation(
            x,
            y.map((value) => -(value ** 3)),
          ),
        ).toBeCloseTo(-tau, 12);
      }),
    );
  });

  it('are 1 on an ascending series and NaN on a constant one', () => {
    for (const correlation of monotone) {
      expect(correlation([1, 2, 3], [10, 20, 1000])).toBeCloseTo(1, 14);
      expect(correlation([1, 2, 3], [7, 7, 7])).toBeNaN();
      expect(correlation([1, 2, 3], [7, NaN, 7])).toBeNaN();
    }
  });

  it('share ranks among ties', () => {
    expect(midranks([30, 10, 20, 10])).toEqual([4, 1.5, 3, 1.5]);
    expect(midranks([1, NaN])).toEqual([NaN, NaN]);
  });
});

describe('least squares', () => {
  it('recovers a line, and a power law in logarithms', () => {
    const x = [1, 2, 4, 8, 16];
    const line = leastSquares(
      x,
      x.map((value) => 3 - 2 * value),
    );
    expect(line.slope).toBeCloseTo(-2, 12);
    expect(line.intercept).toBeCloseTo(3, 12);
    expect(line.rSquared).toBeCloseTo(1, 12);
    const law = leastSquares(
      x.map(Math.log),
      x.map((value) => Math.log(5 * value ** -0.5)),
    );
    expect(law.slope).toBeCloseTo(-0.5, 12);
  });

  it('has no slope over a constant x and no R^2 over a constant y', () => {
    expect(leastSquares([2, 2, 2], [1, 2, 3]).slope).toBeNaN();
    expect(leastSquares([1, 2, 3], [4, 4, 4])).toMatchObject({ slope: 0, intercept: 4, rSquared: NaN });
  });

  it('refuses unlike lengths and a single point', () => {
    expect(() => leastSquares([1, 2], [1])).toThrow(
      'leastSquares needs samples of equal length, got 2 and 1',
    );
    expect(() => pearson([1], [1])).toThrow('pearson needs at least 2 values, got 1');
    expect(() => kendallTau([1], [1])).toThrow(/kendallTau/);
    expect(() => kendallTau([1, 2], [1])).toThrow(/kendallTau/);
  });
});
