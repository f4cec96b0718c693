import { requireLengths } from './check-series.ts';
import { mean } from '#core';

/**
 * Spearman's rank correlation: the correlation of the ranks, ties sharing the mean of theirs (Spearman 1904).
 * @returns NaN when a value is not a number, or all values of a list are equal
 */
export function rankCorrelation(xs: ArrayLike<number>, ys: ArrayLike<number>): number {
  requireLengths({ ys }, xs.length);
  const [x, y] = [ranks(Array.from(xs)), ranks(Array.from(ys))];
  const middle = mean(x);
  const product = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, rank, at) => sum + (rank - middle) * (b[at]! - middle), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    if (Number.isNaN(value)) return NaN;
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}
