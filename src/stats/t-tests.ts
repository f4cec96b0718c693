import { inUnit } from '#core';
import { centreOf, inOneUnit, variance } from './moments.ts';
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

/**
 * One-sample t test of mean = `mu`; t is infinite when all values are equal, NaN when they also equal `mu`: SciPy takes the
 * rounding of the mean of three times .1 for spread. NaN in, NaN out; so are infinities, which have no mean.
 * @throws RangeError for fewer than two values
 */
export function oneSampleT(values: readonly number[], mu: number = 0): TTest {
  requireCount('oneSampleT', values, 2);
  const { unit, scaled } = inUnit(values);
  const standardError = Math.sqrt(variance(scaled) / values.length);
  return tTest((centreOf(scaled) - mu / unit) / standardError, values.length - 1);
}

/**
 * Paired t test of the differences x - y; NaN, infinities and equal differences as of `oneSampleT`.
 * @throws RangeError for samples of unequal length, or fewer than two pairs
 */
export function pairedT(x: readonly number[], y: readonly number[]): TTest {
  requireSameLength('pairedT', x, y);
  requireCount('pairedT', x, 2);
  const [first, second] = inOneUnit(x, y);
  return oneSampleT(first.map((value, index) => value - second[index]!));
}

/**
 * Welch's unequal-variances t test with Satterthwaite's degrees of freedom (Welch 1947). Of two constant
 * samples t is infinite with one degree of freedom, and NaN when they are equal. NaN and infinities in, NaN out.
 * @throws RangeError for a sample of fewer than two values
 */
export function welchT(x: readonly number[], y: readonly number[]): TTest {
  requireCount('welchT: x', x, 2);
  requireCount('welchT: y', y, 2);
  const [first, second] = inOneUnit(x, y);
  const a = variance(first) / x.length;
  const b = variance(second) / y.length;
  const difference = centreOf(first) - centreOf(second);
  if (a + b === 0) return tTest(difference / 0, 1);
  // By shares: squares of variances may be no numbers, and SciPy has one degree of freedom there.
  const share = a / (a + b);
  const degreesOfFreedom = 1 / (share ** 2 / (x.length - 1) + (1 - share) ** 2 / (y.length - 1));
  return tTest(difference / Math.sqrt(a + b), degreesOfFreedom);
}

function tTest(t: number, degreesOfFreedom: number): TTest {
  const pGreater = tUpperTail(t, degreesOfFreedom);
  const pLess = tUpperTail(-t, degreesOfFreedom);
  return { t, degreesOfFreedom, pGreater, pLess, pTwoSided: 2 * Math.min(pGreater, pLess) };
}
