import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankCorrelation } from '#measure';

describe('rankCorrelation', () => {
  it('agrees with 1 - 6 sum of d^2 / (n (n^2 - 1)) where nothing is tied', () => {
    const ranks = [3, 1, 4, 2, 5];
    const squares = ranks.reduce((sum, rank, at) => sum + (rank - (at + 1)) ** 2, 0);
    expect(rankCorrelation([10, 20, 30, 40, 50], ranks)).toBeCloseTo(1 - (6 * squares) / (5 * 24), 12);
  });

  it('ties share the mean of their ranks', () => {
    // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 * 5).
    expect(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(Math.sqrt(4.5 / 5), 12);
  });

  it('sees order alone, and changes sign with it', () => {
    const values = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(values, fc.infiniteStream(fc.integer()), (xs, stream) => {
        const ys = xs.map(() => Number(stream.next().value));
        fc.pre(new Set(ys).size > 1);
        const plain = rankCorrelation(xs, ys);
        expect(
          rankCorrelation(
            xs.map((x) => Math.exp(x / 500)),
            ys,
          ),
        ).toBeCloseTo(plain, 12);
        expect(
          rankCorrelation(
            xs.map((x) => -x),
            ys,
          ),
        ).toBeCloseTo(-plain, 12);
        expect(Math.abs(plain)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('is NaN for a value that is not a number and for a list that is all one value', () => {
    expect(rankCorrelation([1, NaN, 3], [1, 2, 3])).toBeNaN();
    expect(rankCorrelation([2, 2, 2], [1, 2, 3])).toBeNaN();
    expect(() => rankCorrelation([1, 2], [1])).toThrow('ys has 1 points');
  });
});
