import { requireLengths } from './check-series.ts';
import { mean } from '#core';

/** y = intercept + sum of slopes x regressors, fitted. */
export interface LinearFit {
  readonly intercept: number;
  /** In the order of the regressors. */
  readonly slopes: readonly number[];
  /** Share of the variance of y that the fit explains, at most 1; NaN for a constant y. */
  readonly rSquared: number;
}

/**
 * Ordinary least squares with an intercept; of logarithms, the exponents of a power law. A NaN or infinity anywhere
 * gives NaN throughout, as do regressors that are constant or linearly dependent.
 * @param regressors one series per slope, each as long as `y`
 * @throws RangeError when lengths differ or there are fewer points than coefficients
 */
export function linearFit(y: ArrayLike<number>, regressors: readonly ArrayLike<number>[]): LinearFit {
  regressors.forEach((series, index) => requireLengths({ [`regressor ${index}`]: series }, y.length));
  if (y.length <= regressors.length) {
    throw new RangeError(`${y.length} points cannot fix ${regressors.length + 1} coefficients`);
  }
  const target = centered(y);
  const columns = regressors.map(centered);
  const normal = columns.map((row) => [...columns.map((column) => dot(row, column)), dot(row, target)]);
  const scale = columns.map((column) => dot(column, column));
  const slopes = solve(normal, scale);
  const residual = target.map((value, point) =>
    columns.reduce((rest, column, index) => rest - slopes[index]! * column[point]!, value),
  );
  return {
    intercept: slopes.reduce((rest, slope, index) => rest - slope * mean(regressors[index]!), mean(y)),
    slopes,
    rSquared: 1 - dot(residual, residual) / dot(target, target),
  };
}

function centered(values: ArrayLike<number>): number[] {
  const center = mean(values);
  return Array.from(values, (value) => value - center);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}

/** Solves a symmetric system given with its right side as last column; NaN where a pivot vanishes beside `scale`. */
function solve(system: readonly number[][], scale: readonly number[]): number[] {
  const rows = system.map((row) => [...row]);
  const size = rows.length;
  rows.forEach((pivotRow, at) => {
    // A constant regressor, or one that the others explain, has nothing left but rounding.
    if (!(pivotRow[at]! > 1e-12 * scale[at]!)) pivotRow.fill(NaN);
    for (let below = at + 1; below < size; below++) {
      const factor = rows[below]![at]! / pivotRow[at]!;
      rows[below] = rows[below]!.map((value, column) => value - factor * pivotRow[column]!);
    }
  });
  const solution = new Array<number>(size).fill(NaN);
  for (let at = size - 1; at >= 0; at--) {
    const known = rows[at]!.slice(at + 1, size).reduce(
      (sum, value, offset) => sum + value * solution[at + 1 + offset]!,
      0,
    );
    solution[at] = (rows[at]![size]! - known) / rows[at]![at]!;
  }
  return solution;
}
