import { centreOf, inOneUnit, inUnit, standardDeviation, variance } from './moments.ts';
import { requireCount } from './preconditions.ts';
import { logGamma } from './log-gamma.ts';

/** How often a value of x is larger than, equal to, smaller than a value of y, over all pairs. */
export interface PairCounts {
  readonly greater: number;
  readonly ties: number;
  readonly less: number;
}

/** Comparisons of every x with every y; NaN, which no order holds, makes all three NaN. */
export function pairCounts(x: readonly number[], y: readonly number[]): PairCounts {
  let greater = 0;
  let ties = 0;
  let less = 0;
  if ([...x, ...y].some(Number.isNaN)) return { greater: NaN, ties: NaN, less: NaN };
  for (const a of x) {
    for (const b of y) {
      if (a > b) greater++;
      else if (a === b) ties++;
      else if (a < b) less++;
    }
  }
  return { greater, ties, less };
}

/**
 * Cliff's delta, (#{x>y} - #{x<y}) / (mn), in [-1, 1] (Cliff 1993). NaN in, NaN out; infinities have ranks like others.
 * @throws RangeError for an empty sample
 */
export function cliffsDelta(x: readonly number[], y: readonly number[]): number {
  requireCount('cliffsDelta: x', x, 1);
  requireCount('cliffsDelta: y', y, 1);
  const { greater, less } = pairCounts(x, y);
  return (greater - less) / (x.length * y.length);
}

/**
 * Vargha-Delaney A, (#{x>y} + #{x=y}/2) / (mn): the probability that x improves on y (Vargha & Delaney 2000); equal to
 * (Cliff's delta + 1) / 2, which SciPy gives as U / (mn). NaN in, NaN out.
 * @throws RangeError for an empty sample
 */
export function varghaDelaneyA(x: readonly number[], y: readonly number[]): number {
  requireCount('varghaDelaneyA: x', x, 1);
  requireCount('varghaDelaneyA: y', y, 1);
  const { greater, ties } = pairCounts(x, y);
  return (greater + ties / 2) / (x.length * y.length);
}

/** Hedges' correction J(v) = Gamma(v/2) / (sqrt(v/2) Gamma((v-1)/2)) of the bias of Cohen's d; v > 1. */
export function hedgesCorrection(degreesOfFreedom: number): number {
  const v = degreesOfFreedom;
  return Math.exp(logGamma(v / 2) - logGamma((v - 1) / 2)) / Math.sqrt(v / 2);
}

/** Cohen's d and its corrected form. */
export interface StandardizedDifference {
  readonly d: number;
  readonly g: number;
}

/**
 * Hedges g of two samples: (mean x - mean y) / pooled standard deviation, times J(nx + ny - 2) (Hedges 1981). Infinite
 * without spread, NaN without spread and difference; NaN and infinities in, NaN out.
 * @throws RangeError for a sample of fewer than two values
 */
export function hedgesG(x: readonly number[], y: readonly number[]): StandardizedDifference {
  requireCount('hedgesG: x', x, 2);
  requireCount('hedgesG: y', y, 2);
  const [first, second] = inOneUnit(x, y);
  const d = (centreOf(first) - centreOf(second)) / pooledStandardDeviation(first, second);
  return { d, g: hedgesCorrection(x.length + y.length - 2) * d };
}

/**
 * Hedges g of paired differences: mean over standard deviation (d_z), times J(n - 1). No spread, NaN and infinities as of
 * `hedgesG`.
 * @throws RangeError for fewer than three pairs
 */
export function pairedHedgesG(differences: readonly number[]): StandardizedDifference {
  requireCount('pairedHedgesG', differences, 3);
  const { scaled } = inUnit(differences);
  const d = centreOf(scaled) / standardDeviation(scaled);
  return { d, g: hedgesCorrection(differences.length - 1) * d };
}

/** Square root of the average of two variances, weighted by their degrees of freedom. */
export function pooledStandardDeviation(x: readonly number[], y: readonly number[]): number {
  const weighted = (x.length - 1) * variance(x) + (y.length - 1) * variance(y);
  return Math.sqrt(weighted / (x.length + y.length - 2));
}
