import { requireBetween } from './preconditions.ts';

export interface BettingOptions {
  /** Miscoverage over all n together; default .05. */
  readonly alpha?: number;
  /** Largest share of the wealth that may be lost in one bet; default 1/2. */
  readonly truncation?: number;
  /** Spacing of the candidate means; default .0005. */
  readonly step?: number;
}

/** A confidence set of the mean, as the ends of its grid points; NaN when no grid point is left. */
export interface BettingSequence {
  readonly lower: number;
  readonly upper: number;
  /** The bet on each value, fixed before it was seen. */
  readonly bets: readonly number[];
  /** Regularized mean and variance after the last value. */
  readonly mean: number;
  readonly variance: number;
}

/**
 * Betting confidence sequence of the mean of values in [0, 1] at the last of them: hedged capital with predictable
 * plug-in bets (Waudby-Smith & Ramdas 2024, arXiv 2010.09686, theorem 3).
 * @throws RangeError for a value outside [0, 1]
 */
export function bettingConfidenceSequence(
  values: readonly number[],
  options: BettingOptions = {},
): BettingSequence {
  const { alpha = 0.05, truncation = 0.5, step = 0.0005 } = options;
  requireBetween('alpha', alpha, 0, 1);
  requireBetween('truncation', truncation, 0, 1);
  const { bets, mean, variance } = predictableBets(values, alpha);
  const cells = Math.round(1 / step);
  const kept: number[] = [];
  for (let cell = 0; cell <= cells; cell++) {
    const m = cell / cells;
    const { up, down } = bettingCapital(values, bets, m, truncation);
    if (Math.max(up, down) / 2 < 1 / alpha) kept.push(m);
  }
  return { lower: kept[0] ?? NaN, upper: kept.at(-1) ?? NaN, bets, mean, variance };
}

/** Capital of the gamblers against mean `m` who bet that it is higher (`up`) and lower (`down`); each starts at 1. */
export function bettingCapital(
  values: readonly number[],
  bets: readonly number[],
  m: number,
  truncation: number = 0.5,
): { readonly up: number; readonly down: number } {
  let up = 1;
  let down = 1;
  values.forEach((value, index) => {
    up *= 1 + Math.min(bets[index]!, truncation / m) * (value - m);
    down *= 1 - Math.min(bets[index]!, truncation / (1 - m)) * (value - m);
  });
  return { up, down };
}

function predictableBets(
  values: readonly number[],
  alpha: number,
): { bets: number[]; mean: number; variance: number } {
  let sum = 0;
  let squares = 0;
  let mean = 1 / 2;
  let variance = 1 / 4;
  const bets = values.map((value, index) => {
    if (!(value >= 0 && value <= 1)) {
      throw new RangeError(`bettingConfidenceSequence: value ${index} must lie in [0, 1], got ${value}`);
    }
    const t = index + 1;
    const bet = Math.sqrt((2 * Math.log(2 / alpha)) / (variance * t * Math.log(t + 1)));
    sum += value;
    mean = (1 / 2 + sum) / (t + 1);
    squares += (value - mean) ** 2;
    variance = (1 / 4 + squares) / (t + 1);
    return bet;
  });
  return { bets, mean, variance };
}

/** Scale and level of a normal-mixture confidence sequence. */
export interface NormalMixtureOptions {
  /** The known sub-Gaussian scale of one value; default 1. */
  readonly sigma?: number;
  /** Where the sequence is tightest: it grows with the n of interest; default 1. */
  readonly rho?: number;
  /** Miscoverage over all n together; default .05. */
  readonly alpha?: number;
}

/**
 * Half-width around the mean of n sigma-sub-Gaussian values, sigma sqrt((n+rho)/n^2 ln((n+rho)/(rho alpha^2)))
 * (Robbins 1970; Howard et al. 2021, arXiv 1810.08240).
 */
export function normalMixtureRadius(n: number, options: NormalMixtureOptions = {}): number {
  const { sigma = 1, rho = 1, alpha = 0.05 } = options;
  requireBetween('alpha', alpha, 0, 1);
  requireBetween('rho', rho, 0, Infinity);
  return sigma * Math.sqrt(((n + rho) / n ** 2) * Math.log((n + rho) / (rho * alpha ** 2)));
}
