import { mean, standardDeviation, variance } from './moments.ts';
import { requireCount, requireSameLength } from './preconditions.ts';
import { tUpperTail } from './special.ts';

/** A t statistic with its p values; `pGreater` is one-sided against a mean above the null's. */
export interface TTest {
  readonly t: number;
  readonly degreesOfFreedom: number;
  readonly pGreater: number;
  readonly pLess: number;
  readonly pTwoSided: number;
}

/** One-sample t test of mean = `mu`; t is infinite when all values are equal, NaN when they also equal `mu`. */
export function oneSampleT(values: readonly number[], mu: number = 0): TTest {
  requireCount('oneSampleT', values, 2);
  const standardError = standardDeviation(values) / Math.sqrt(values.length);
  return tTest((mean(values) - mu) / standardError, values.length - 1);
}

/** Paired t test of the differences x - y. */
export function pairedT(x: readonly number[], y: readonly number[]): TTest {
  requireSameLength('pairedT', x, y);
  return oneSampleT(x.map((value, index) => value - y[index]!));
}

/** Welch's unequal-variances t test with Satterthwaite's degrees of freedom (Welch 1947). */
export function welchT(x: readonly number[], y: readonly number[]): TTest {
  requireCount('welchT', x, 2);
  requireCount('welchT', y, 2);
  const a = variance(x) / x.length;
  const b = variance(y) / y.length;
  const degreesOfFreedom = (a + b) ** 2 / (a ** 2 / (x.length - 1) + b ** 2 / (y.length - 1));
  return tTest((mean(x) - mean(y)) / Math.sqrt(a + b), degreesOfFreedom);
}

function tTest(t: number, degreesOfFreedom: number): TTest {
  const pGreater = tUpperTail(t, degreesOfFreedom);
  const pLess = tUpperTail(-t, degreesOfFreedom);
  return { t, degreesOfFreedom, pGreater, pLess, pTwoSided: 2 * Math.min(pGreater, pLess) };
}
