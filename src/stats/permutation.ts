import { inUnit, mean, type Rng } from '#core';
import { inOneUnit } from './moments.ts';
import { requireCount, requireDraws } from './preconditions.ts';

/** Up to so many arrangements are enumerated; beyond, they are drawn. */
const mostExact = 2 ** 16;

export interface PermutationOptions {
  /** Needed beyond 65,536 arrangements. */
  readonly rng?: Rng;
  /** Arrangements drawn beyond that; default 9,999. */
  readonly resamples?: number;
}

/** One-sided p value against a larger mean; `exact` unless arrangements were drawn. */
export interface PermutationTest {
  readonly p: number;
  readonly exact: boolean;
}

/**
 * Sign-flip test of paired differences, exchangeable in sign under the null (Fisher 1935): the share of sign patterns
 * whose mean reaches the observed one; drawn patterns give (hits + 1) / (draws + 1). NaN when a value is not finite, where
 * SciPy's comparisons with NaN come to p = 0.
 * @throws RangeError for no differences, and beyond 65,536 patterns without an `rng`
 */
export function signFlipTest(
  differences: readonly number[],
  options: PermutationOptions = {},
): PermutationTest {
  requireCount('signFlipTest', differences, 1);
  if (!differences.every(Number.isFinite)) return { p: NaN, exact: false };
  const n = differences.length;
  const { scaled } = inUnit(differences);
  const reached = reaches(
    scaled.reduce((sum, value) => sum + value, 0),
    scaled,
  );
  const flipped = (isNegative: (index: number) => boolean): number =>
    scaled.reduce((sum, value, index) => sum + (isNegative(index) ? -value : value), 0);
  if (2 ** n <= mostExact) {
    let hits = 0;
    for (let pattern = 0; pattern < 2 ** n; pattern++) {
      if (reached(flipped((index) => ((pattern >> index) & 1) === 1))) hits++;
    }
    return { p: hits / 2 ** n, exact: true };
  }
  return drawn(options, 'signFlipTest', (rng) => reached(flipped(() => rng.integer(2) === 1)));
}

/**
 * Permutation test of mean(x) - mean(y) over all ways to split the pooled values into samples of these sizes. NaN when a
 * value is not finite, where SciPy's comparisons with NaN come to p = 0.
 * @throws RangeError for an empty sample, and beyond 65,536 splits without an `rng`
 */
export function permutationTest(
  x: readonly number[],
  y: readonly number[],
  options: PermutationOptions = {},
): PermutationTest {
  requireCount('permutationTest: x', x, 1);
  requireCount('permutationTest: y', y, 1);
  if (![...x, ...y].every(Number.isFinite)) return { p: NaN, exact: false };
  const [first, second] = inOneUnit(x, y);
  const pooled = [...first, ...second];
  // For fixed pooled values the difference of means grows with the sum of the first sample alone.
  const reached = reaches(
    first.reduce((sum, value) => sum + value, 0),
    pooled,
  );
  const splits = binomial(pooled.length, x.length);
  if (splits <= mostExact) {
    let hits = 0;
    forEachSubsetSum(pooled, x.length, (sum) => {
      if (reached(sum)) hits++;
    });
    return { p: hits / splits, exact: true };
  }
  return drawn(options, 'permutationTest', (rng) => {
    const order = rng.permutation(pooled.length);
    let sum = 0;
    for (let index = 0; index < x.length; index++) sum += pooled[order[index]!]!;
    return reached(sum);
  });
}

/** Sums in another order differ by rounding: without a tolerance, exact ties would be broken by it. */
function reaches(observedSum: number, values: readonly number[]): (sum: number) => boolean {
  const scale = mean(values.map(Math.abs)) * values.length;
  const tolerance = 1e-12 * scale;
  return (sum) => sum >= observedSum - tolerance;
}

function drawn(options: PermutationOptions, name: string, isHit: (rng: Rng) => boolean): PermutationTest {
  const { rng, resamples = 9_999 } = options;
  if (!rng)
    throw new RangeError(`${name}: more than ${mostExact} arrangements are drawn, which needs an rng`);
  requireDraws(name, resamples);
  let hits = 0;
  for (let draw = 0; draw < resamples; draw++) if (isHit(rng)) hits++;
  return { p: monteCarloP(hits, resamples), exact: false };
}

/** (hits + 1) / (draws + 1): the observed arrangement counts as one draw, so p is never 0 (Phipson & Smyth 2010). */
function monteCarloP(hits: number, draws: number): number {
  return (hits + 1) / (draws + 1);
}

function binomial(n: number, k: number): number {
  let value = 1;
  for (let factor = 1; factor <= k; factor++) value = Math.round((value * (n - k + factor)) / factor);
  return value;
}

function forEachSubsetSum(
  values: readonly number[],
  size: number,
  visit: (sum: number) => void,
  from: number = 0,
  sum: number = 0,
): void {
  if (size === 0) return visit(sum);
  for (let index = from; index <= values.length - size; index++) {
    forEachSubsetSum(values, size - 1, visit, index + 1, sum + values[index]!);
  }
}
