import { centreOf, standardDeviation } from './moments.ts';
import { requireBetween, requireCount, requireCounts } from './preconditions.ts';
import { betaQuantile, betaUpperQuantile, tUpperQuantile } from './special.ts';

export type Interval = readonly [lower: number, upper: number];

export type Sides = 'lower' | 'upper' | 'two-sided';

/**
 * Exact interval of a success probability from k successes among n (Clopper & Pearson 1934). One-sided bounds spend the
 * whole of 1 - confidence on their side and leave the other end at 0 or 1. Of no trials it is [0, 1].
 * @throws RangeError for counts that are none, or a confidence outside (0, 1)
 */
export function clopperPearson(
  successes: number,
  n: number,
  confidence: number = 0.95,
  sides: Sides = 'two-sided',
): Interval {
  requireCounts(successes, n);
  requireBetween('confidence', confidence, 0, 1);
  const alpha = sides === 'two-sided' ? (1 - confidence) / 2 : 1 - confidence;
  const openBelow = sides === 'upper' || successes === 0;
  const openAbove = sides === 'lower' || successes === n;
  return [
    openBelow ? 0 : betaQuantile(alpha, successes, n - successes + 1),
    openAbove ? 1 : betaUpperQuantile(alpha, successes + 1, n - successes),
  ];
}

/**
 * Student's two-sided interval of a mean; of no width where all values are equal. NaN and infinities in, NaN out.
 * @throws RangeError for fewer than two values, or a confidence outside (0, 1)
 */
export function meanInterval(values: readonly number[], confidence: number = 0.95): Interval {
  requireCount('meanInterval', values, 2);
  requireBetween('confidence', confidence, 0, 1);
  const standardError = standardDeviation(values) / Math.sqrt(values.length);
  const reach = tUpperQuantile((1 - confidence) / 2, values.length - 1) * standardError;
  const centre = centreOf(values);
  return [centre - reach, centre + reach];
}
