import { centreOf, inUnit, standardDeviation } from './moments.ts';
import { requireBetween, requireCount } from './preconditions.ts';
import { tUpperQuantile, tUpperTail } from './special.ts';

/** Two one-sided tests: both must reject for equivalence. */
export interface EquivalenceTest {
  readonly mean: number;
  readonly standardDeviation: number;
  /** Test of mean > -delta. */
  readonly tLower: number;
  readonly pLower: number;
  /** Test of mean < delta. */
  readonly tUpper: number;
  readonly pUpper: number;
  /** The 1 - 2 alpha confidence interval of the mean; inside (-delta, delta) exactly when equivalent. */
  readonly interval: readonly [lower: number, upper: number];
  readonly equivalent: boolean;
}

/**
 * TOST: is the mean of paired differences inside (-delta, delta)? (Schuirmann 1987.) One look at a fixed n; it is not
 * valid under peeking. The same as both `oneSampleT` against -delta and delta; NaN and infinities are not equivalent.
 * @throws RangeError for fewer than two differences or a delta that is not positive
 */
export function tost(differences: readonly number[], delta: number, alpha: number = 0.05): EquivalenceTest {
  requireCount('tost', differences, 2);
  requireBetween('delta', delta, 0, Infinity);
  requireBetween('alpha', alpha, 0, 0.5);
  const n = differences.length;
  const { unit, scaled } = inUnit(differences);
  const centre = centreOf(scaled);
  const spread = standardDeviation(scaled);
  const standardError = spread / Math.sqrt(n);
  const tLower = (centre + delta / unit) / standardError;
  const tUpper = (centre - delta / unit) / standardError;
  const pLower = tUpperTail(tLower, n - 1);
  const pUpper = tUpperTail(-tUpper, n - 1);
  const reach = tUpperQuantile(alpha, n - 1) * standardError;
  return {
    mean: centre * unit,
    standardDeviation: spread * unit,
    tLower,
    pLower,
    tUpper,
    pUpper,
    interval: [(centre - reach) * unit, (centre + reach) * unit],
    equivalent: pLower < alpha && pUpper < alpha,
  };
}
