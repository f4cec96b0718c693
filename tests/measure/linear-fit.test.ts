import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearFit } from '#measure';

const number = fc.integer({ min: -50, max: 50 });
const points = fc.array(fc.tuple(number, number, number), { minLength: 6, maxLength: 20 });
const spread = (rows: readonly (readonly number[])[], at: number): number =>
  new Set(rows.map((row) => row[at])).size;

describe('linearFit', () => {
  it('finds the coefficients of an exact plane', () => {
    fc.assert(
      fc.property(points, number, number, number, (rows, intercept, slopeA, slopeB) => {
        const [a, b] = [rows.map((row) => row[0]), rows.map((row) => row[1])];
        const fit = linearFit(
          rows.map((_, at) => intercept + slopeA * a[at]! + slopeB * b[at]!),
          [a, b],
        );
        if (fit.slopes.some(Number.isNaN)) return;
        expect(fit.slopes[0]).toBeCloseTo(slopeA, 6);
        expect(fit.slopes[1]).toBeCloseTo(slopeB, 6);
        expect(fit.intercept).toBeCloseTo(intercept, 5);
      }),
    );
  });

  it('leaves residuals that no regressor explains (normal equations)', () => {
    fc.assert(
      fc.property(points, (rows) => {
        fc.pre(spread(rows, 0) > 2);
        const [x, y] = [rows.map((row) => row[0]), rows.map((row) => row[2])];
        const { intercept, slopes, rSquared } = linearFit(y, [x]);
        const residuals = y.map((value, at) => value - intercept - slopes[0]! * x[at]!);
        expect(residuals.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 6);
        expect(residuals.reduce((sum, value, at) => sum + value * x[at]!, 0)).toBeCloseTo(0, 5);
        if (spread(rows, 2) > 1) expect(rSquared).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('keeps two regressors apart that move together but for one point', () => {
    const { slopes, rSquared } = linearFit(
      [1, 2, 3, 14],
      [
        [1, 2, 3, 4],
        [1, 2, 3, 5],
      ],
    );
    expect(slopes[0]).toBeCloseTo(-9, 9);
    expect(slopes[1]).toBeCloseTo(10, 9);
    expect(rSquared).toBeCloseTo(1, 12);
  });

  it('NaN for a constant or repeated regressor, and for NaN in the data', () => {
    expect(linearFit([1, 2, 3], [[5, 5, 5]]).slopes).toEqual([NaN]);
    const twice = linearFit(
      [1, 2, 4, 3],
      [
        [1, 2, 3, 4],
        [2, 4, 6, 8],
      ],
    );
    expect(twice.slopes).toEqual([NaN, NaN]);
    expect(linearFit([1, NaN, 3], [[1, 2, 3]]).slopes).toEqual([NaN]);
    expect(linearFit([2, 2, 2], [[1, 2, 3]]).rSquared).toBeNaN();
  });

  it('refuses series of other lengths and too few points', () => {
    expect(() => linearFit([1, 2, 3], [[1, 2]])).toThrow('regressor 0 has 2 points, expected 3');
    expect(() => linearFit([1], [[1]])).toThrow('1 points cannot fix 2 coefficients');
  });
});
