import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { leastSquares, svdAccuracy, thinSvd } from '#measure';

const matrices = fc
  .record({
    rows: fc.integer({ min: 1, max: 9 }),
    columns: fc.integer({ min: 1, max: 9 }),
    rank: fc.integer({ min: 1, max: 9 }),
    seed: fc.integer({ min: 0 }),
  })
  .map(({ rows, columns, rank, seed }) => {
    const rng = createRng(String(seed), 'thin-svd');
    const factor = (length: number): number[][] =>
      Array.from({ length }, () => Array.from({ length: rank }, () => rng.normal()));
    const [a, b] = [factor(rows), factor(columns)];
    const x = a.map((row) => Float64Array.from(b, (column) => dot(row, column)));
    return { x, y: Float64Array.from(x, () => rng.normal()), columns, rank: Math.min(rows, columns, rank) };
  });

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
}

function expectOrthonormal(vectors: readonly Float64Array[]): void {
  vectors.forEach((a, i) => vectors.forEach((b, j) => expect(dot(a, b)).toBeCloseTo(i === j ? 1 : 0, 10)));
}

describe('thinSvd', () => {
  it('takes a matrix apart into its rank, orthonormal vectors and positive values', () => {
    fc.assert(
      fc.property(matrices, ({ x, rank }) => {
        const { left, values, right } = thinSvd(x);
        expect(values).toHaveLength(rank);
        expect(values.every((value) => value > 0)).toBe(true);
        expectOrthonormal(left);
        expectOrthonormal(right);
        x.forEach((row, i) =>
          row.forEach((entry, j) => {
            const sum = values.reduce((total, value, k) => total + left[k]![i]! * value * right[k]![j]!, 0);
            expect(sum).toBeCloseTo(entry, 10);
          }),
        );
      }),
    );
  });

  it('is as exact as it says, also where rows are nearly dependent', () => {
    // Far more rows than a dot product of float64 loses digits in, and a part that is down to 1e-10 of the rest.
    const nearlyDependent = fc.record({
      rows: fc.integer({ min: 1, max: 25 }),
      columns: fc.integer({ min: 1, max: 12 }),
      digits: fc.integer({ min: 0, max: 10 }),
      seed: fc.integer({ min: 0 }),
    });
    fc.assert(
      fc.property(nearlyDependent, ({ rows, columns, digits, seed }) => {
        const rng = createRng(String(seed), 'thin-svd');
        const common = Array.from({ length: columns }, () => rng.normal());
        const x = Array.from({ length: rows }, () => {
          const share = rng.normal();
          return Float64Array.from(common, (value) => share * value + 10 ** -digits * rng.normal());
        });
        const { left, values, right } = thinSvd(x);
        const size = Math.hypot(...x.flatMap((row) => [...row]));
        const misses = x.flatMap((row, i) =>
          Array.from(row, (entry, j) =>
            values.reduce((rest, value, k) => rest - left[k]![i]! * value * right[k]![j]!, entry),
          ),
        );
        expect(Math.hypot(...misses) / size).toBeLessThanOrEqual(svdAccuracy);
        for (const vectors of [left, right]) {
          vectors.forEach((a, i) =>
            vectors.slice(0, i).forEach((b) => expect(Math.abs(dot(a, b))).toBeLessThanOrEqual(svdAccuracy)),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('finds small values as accurately as large ones', () => {
    // X = diag(1, 1e-9) times a rotation: a product X^T X would lose the second value.
    const x = [Float64Array.of(0.6, 0.8), Float64Array.of(-0.8e-9, 0.6e-9)];
    const values = [...thinSvd(x).values].sort((a, b) => b - a);
    expect(values[0]).toBeCloseTo(1, 14);
    expect(values[1]! / 1e-9).toBeCloseTo(1, 12);
  });

  it('of nothing is nothing, and refuses what is not finite', () => {
    expect(thinSvd([]).values).toHaveLength(0);
    expect(thinSvd([new Float64Array(3)]).values).toHaveLength(0);
    expect(() => thinSvd([Float64Array.of(1, NaN)])).toThrow(RangeError);
  });
});

describe('leastSquares', () => {
  it('leaves a residual orthogonal to the columns, and has no part that the rows do not see', () => {
    fc.assert(
      fc.property(matrices, ({ x, y, columns }) => {
        const w = leastSquares(x, y, columns);
        const residual = x.map((row, i) => y[i]! - dot(row, w));
        for (let j = 0; j < columns; j++) {
          const column = x.map((row) => row[j]!);
          expect(dot(column, residual)).toBeCloseTo(0, 7);
        }
        const { right } = thinSvd(x);
        const seen = right.reduce((sum, v) => sum + dot(v, w) ** 2, 0);
        expect(seen / (dot(w, w) || 1)).toBeCloseTo(dot(w, w) > 0 ? 1 : 0, 8);
      }),
    );
  });

  it('is 0 without rows', () => {
    expect([...leastSquares([], [], 2)]).toEqual([0, 0]);
  });
});
