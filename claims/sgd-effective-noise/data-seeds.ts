import type { Seed } from 'claimcheck';

/** Mean of equally long series, point by point. */
export function meanSeries(series: readonly ArrayLike<number>[]): number[] {
  return Array.from(series[0]!, (_, at) => series.reduce((sum, one) => sum + one[at]!, 0) / series.length);
}

/** Seeds of the data sets that one seed averages over. */
export function dataSeeds(seed: Seed, count: number): Seed[] {
  return Array.from({ length: count }, (_, index) => `${seed}/${index}`);
}
