import type { Rng } from '#core';
import { requireBetween, requireCount, requireDraws } from './preconditions.ts';
import { ascending, interquartileMean, quantileOfSorted } from './robust.ts';

/** A number computed from strata of values: `strata[task][run]`. */
type StratifiedStatistic = (strata: readonly (readonly number[])[]) => number;

export interface BootstrapOptions {
  readonly rng: Rng;
  /** Default: the interquartile mean of all values together. */
  readonly statistic?: StratifiedStatistic;
  /** Default 10,000; rliable uses 50,000 for aggregates and 2,000 for profiles. */
  readonly resamples?: number;
  /** Two-sided; default .95. */
  readonly confidence?: number;
}

export interface BootstrapInterval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Stratified percentile bootstrap (Agarwal et al. 2021, arXiv 2108.13264, section 4): runs are resampled independently
 * inside each stratum. Descriptive: under 8 runs its intervals are too short. NaN in, NaN out.
 * @param strata runs by task, `strata[task][run]`; tasks may differ in their number of runs
 * @throws RangeError for no strata, an empty one, a confidence outside (0, 1), or a number of resamples that is none
 */
export function stratifiedBootstrap(
  strata: readonly (readonly number[])[],
  options: BootstrapOptions,
): BootstrapInterval {
  const { rng, statistic = pooledInterquartileMean, resamples = 10_000, confidence = 0.95 } = options;
  requireCount('stratifiedBootstrap', strata, 1);
  strata.forEach((runs, task) => requireCount(`stratifiedBootstrap: stratum ${task}`, runs, 1));
  requireBetween('confidence', confidence, 0, 1);
  requireDraws('stratifiedBootstrap', resamples);
  const replicates = Array.from({ length: resamples }, () =>
    statistic(strata.map((runs) => runs.map(() => runs[rng.integer(runs.length)]!))),
  );
  const sorted = ascending(replicates);
  const tail = (1 - confidence) / 2;
  return {
    estimate: statistic(strata),
    lower: quantileOfSorted(sorted, tail),
    upper: quantileOfSorted(sorted, 1 - tail),
  };
}

function pooledInterquartileMean(strata: readonly (readonly number[])[]): number {
  return interquartileMean(strata.flat());
}
