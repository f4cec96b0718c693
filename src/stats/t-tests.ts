import { mean, variance } from './moments.ts';
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
  // Of the distances, whose mean is exact where all values are equal.
  const distances = values.map((value) => value - mu);
  const standardError = Math.sqrt(spreadOf(distances) / values.length);
  return tTest(centreOf(distances) / standardError, values.length - 1);
}

/** Paired t test of the differences x - y. */
export function pairedT(x: readonly number[], y: readonly number[]): TTest {
  requireSameLength('pairedT', x, y);
  return oneSampleT(x.map((value, index) => value - y[index]!));
}

/**
 * Welch's unequal-variances t test with Satterthwaite's degrees of freedom (Welch 1947). Of two constant
 * samples t is infinite with one degree of freedom, and NaN when they are equal.
 */
export function welchT(x: readonly number[], y: readonly number[]): TTest {
  requireCount('welchT', x, 2);
  requireCount('welchT', y, 2);
  const a = spreadOf(x) / x.length;
  const b = spreadOf(y) / y.length;
  const difference = centreOf(x) - centreOf(y);
  if (a + b === 0) return tTest(difference / 0, 1);
  const degreesOfFreedom = (a + b) ** 2 / (a ** 2 / (x.length - 1) + b ** 2 / (y.length - 1));
  return tTest(difference / Math.sqrt(a + b), degreesOfFreedom);
}

function tTest(t: number, degreesOfFreedom: number): TTest {
  const pGreater = tUpperTail(t, degreesOfFreedom);
  const pLess = tUpperTail(-t, degreesOfFreedom);
  return { t, degreesOfFreedom, pGreater, pLess, pTwoSided: 2 * Math.min(pGreater, pLess) };
}

/** The mean and the variance, not blurred by rounding where all values are equal: three times .1 have no spread. */
function centreOf(values: readonly number[]): number {
  return isConstant(values) ? values[0]! : mean(values);
}

function spreadOf(values: readonly number[]): number {
  return isConstant(values) ? 0 : variance(values);
}

function isConstant(values: readonly number[]): boolean {
  return Number.isFinite(values[0]) && values.every((value) => value === values[0]);
}
