import { mean } from './moments.ts';
import { requireCount, requireSameLength } from './preconditions.ts';

/** A straight line through points, and the share of y's variance that it explains. */
export interface LineFit {
  readonly slope: number;
  readonly intercept: number;
  /** NaN when y is constant. */
  readonly rSquared: number;
}

/** Ordinary least squares of y on x; NaN when x is constant. At least two points. */
export function leastSquares(x: readonly number[], y: readonly number[]): LineFit {
  const { xx, xy, yy, xMean, yMean } = centredSums('leastSquares', x, y);
  const slope = xy / xx;
  return { slope, intercept: yMean - slope * xMean, rSquared: (xy * xy) / (xx * yy) };
}

/** Pearson's correlation; NaN when either side is constant. */
export function pearson(x: readonly number[], y: readonly number[]): number {
  const { xx, xy, yy } = centredSums('pearson', x, y);
  return xy / Math.sqrt(xx * yy);
}

/** Spearman's rank correlation: Pearson's of midranks. */
export function spearman(x: readonly number[], y: readonly number[]): number {
  return pearson(midranks(x), midranks(y));
}

/** Kendall's tau-b: concordant less discordant pairs, corrected for ties (Kendall 1945); NaN when a side is constant. */
export function kendallTau(x: readonly number[], y: readonly number[]): number {
  requireSameLength('kendallTau', x, y);
  requireCount('kendallTau', x, 2);
  let concordance = 0;
  let untiedX = 0;
  let untiedY = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const dx = Math.sign(x[i]! - x[j]!);
      const dy = Math.sign(y[i]! - y[j]!);
      concordance += dx * dy;
      untiedX += Math.abs(dx);
      untiedY += Math.abs(dy);
    }
  }
  return concordance / Math.sqrt(untiedX * untiedY);
}

/** Ranks from 1; equal values share the mean of their ranks. NaN anywhere makes every rank NaN. */
export function midranks(values: readonly number[]): number[] {
  if (values.some(Number.isNaN)) return values.map(() => NaN);
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

function centredSums(name: string, x: readonly number[], y: readonly number[]) {
  requireSameLength(name, x, y);
  requireCount(name, x, 2);
  const xMean = mean(x);
  const yMean = mean(y);
  let xx = 0;
  let xy = 0;
  let yy = 0;
  x.forEach((value, index) => {
    const dx = value - xMean;
    const dy = y[index]! - yMean;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  });
  return { xx, xy, yy, xMean, yMean };
}
