import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { nonnegativeLeastSquares } from '#measure';

const problems = fc
  .record({
    rows: fc.integer({ min: 1, max: 12 }),
    columns: fc.integer({ min: 1, max: 12 }),
    seed: fc.integer({ min: 0 }),
  })
  .map(({ rows, columns, seed }) => {
    const rng = createRng(String(seed), 'nnls');
    const draw = (): Float64Array => Float64Array.from({ length: rows }, () => rng.normal());
    return { columns: Array.from({ length: columns }, draw), target: draw() };
  });

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

describe('nonnegativeLeastSquares', () => {
  it('satisfies the conditions of Karush, Kuhn and Tucker', () => {
    fc.assert(
      fc.property(problems, ({ columns, target }) => {
        const x = nonnegativeLeastSquares(columns, target);
        const residual = target.map((value, i) =>
          columns.reduce((rest, c, j) => rest - c[i]! * x[j]!, value),
        );
        columns.forEach((column, j) => {
          expect(x[j]).toBeGreaterThanOrEqual(0);
          expect(dot(column, residual)).toBeLessThan(1e-9);
          if (x[j]! > 0) expect(dot(column, residual)).toBeCloseTo(0, 8);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('leaves out what would have to be negative', () => {
    const columns = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
    expect([...nonnegativeLeastSquares(columns, Float64Array.of(2, -3))]).toEqual([2, 0]);
    expect([...nonnegativeLeastSquares([], Float64Array.of(1))]).toEqual([]);
  });

  it('refuses columns of another length', () => {
    expect(() => nonnegativeLeastSquares([Float64Array.of(1)], Float64Array.of(1, 2))).toThrow(RangeError);
  });
});
