import { requireBetween } from './preconditions.ts';

/**
 * Holm's adjusted p values in the order given: reject where they are <= alpha, family-wise (Holm 1979). RangeError for a
 * p value outside [0, 1] and for NaN.
 */
export function holm(pValues: readonly number[]): number[] {
  requirePValues(pValues);
  const K = pValues.length;
  let running = 0;
  return inRankOrder(pValues, (p, rank) => (running = Math.max(running, Math.min(1, (K - rank) * p))));
}

/**
 * Benjamini-Hochberg adjusted p values in the order given: reject where <= q (Benjamini & Hochberg 1995). RangeError as
 * of `holm`.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  requirePValues(pValues);
  const K = pValues.length;
  let running = 1;
  const fromLargest = inRankOrder(
    pValues.map((p) => -p),
    (negative, rank) => (running = Math.min(running, (-negative * K) / (K - rank))),
  );
  return fromLargest;
}

/** Calls `adjust` from the smallest value to the largest and puts its results back in the order given. */
function inRankOrder(values: readonly number[], adjust: (value: number, rank: number) => number): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const adjusted = new Array<number>(values.length);
  order.forEach((index, rank) => (adjusted[index] = adjust(values[index]!, rank)));
  return adjusted;
}

/** What a multiple-testing rule keeps. */
export interface Selection {
  /** In the order given. */
  readonly selected: readonly boolean[];
  readonly count: number;
  /** An e-value is kept when it is at least this. */
  readonly cutoff: number;
}

/**
 * e-BH (Wang & Ramdas 2022, arXiv 2009.02824): keeps the R largest e-values, R = max{k : e_(k) >= K/(q k)}; false
 * discovery rate <= q however the e-values depend on each other.
 * @param eValues e-values themselves, not logarithms; NaN is an error
 */
export function eBenjaminiHochberg(eValues: readonly number[], q: number = 0.05): Selection {
  requireBetween('q', q, 0, 1);
  requireEValues(eValues);
  const K = eValues.length;
  const descending = [...eValues].sort((a, b) => b - a);
  const count = descending.findLastIndex((e, index) => e >= K / (q * (index + 1))) + 1;
  return select(eValues, K / (q * Math.max(1, count)));
}

function select(eValues: readonly number[], cutoff: number): Selection {
  const selected = eValues.map((e) => e >= cutoff);
  return { selected, count: selected.filter(Boolean).length, cutoff };
}

function requireEValues(eValues: readonly number[]): void {
  const wrong = eValues.findIndex((e) => !(e >= 0));
  if (wrong >= 0) throw new RangeError(`e-value ${wrong} must be 0 or more, got ${eValues[wrong]}`);
}

function requirePValues(pValues: readonly number[]): void {
  const wrong = pValues.findIndex((p) => !(p >= 0 && p <= 1));
  if (wrong >= 0) throw new RangeError(`p value ${wrong} must lie in [0, 1], got ${pValues[wrong]}`);
}
