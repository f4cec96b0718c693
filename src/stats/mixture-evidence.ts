import { requireBetween, requireCounts } from './preconditions.ts';
import { incompleteBeta, logBeta } from './special.ts';

/**
 * log10 of the e-value that bets on theta uniform over [pi0, 1] against theta <= pi0; for pi0 = 1/2 it is
 * 2^(n+1) B(k+1, n-k+1) (1 - I_{1/2}(k+1, n-k+1)) (Robbins 1970).
 */
export function log10UniformMixtureEvidence(successes: number, n: number, pi0: number = 0.5): number {
  requireCounts(successes, n);
  requireBetween('pi0', pi0, 0, 1);
  const failures = n - successes;
  const upperMass = incompleteBeta(1 - pi0, failures + 1, successes + 1);
  const ln =
    logBeta(successes + 1, failures + 1) +
    Math.log(upperMass) -
    successes * Math.log(pi0) -
    (failures + 1) * Math.log(1 - pi0);
  return ln / Math.LN10;
}

/**
 * log10 of the t-based e-value of n values under normality, with a normal prior of scale `c` on the effect over its
 * standard deviation: (1+nc)^(-1/2) [(1 + t^2/v) / (1 + t^2/(v(1+nc)))]^((v+1)/2), v = n-1 (Gonen et al. 2005; Wang &
 * Ramdas 2024, arXiv 2310.03722). Its ceiling at infinite t is (1+nc)^(v/2).
 * @throws RangeError for fewer than two values
 */
export function log10TEvidence(t: number, n: number, c: number = 1): number {
  if (!(n >= 2)) throw new RangeError(`log10TEvidence needs at least 2 values, got n = ${n}`);
  const v = n - 1;
  const widened = 1 + n * c;
  const square = t * t;
  // Divided by t^2/v where that is large, so that an infinite t gives the ceiling and not NaN.
  const ratio =
    square > v
      ? (1 + v / square) / (1 / widened + v / square)
      : (1 + square / v) / (1 + square / (v * widened));
  return ((v + 1) / 2) * Math.log10(ratio) - Math.log10(widened) / 2;
}
