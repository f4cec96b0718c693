import { createRng, type Seed } from 'claimcheck';
import { mean } from 'claimcheck/measure';
import { emptySeries, takeWalk, type Walk, type WalkSeries } from './walk.ts';

/** Steps of the walk, averaged over `walks` independent ones of a seed. */
export function meanWalk(seed: Seed, stream: string, walks: number, walk: Walk): WalkSeries {
  const total = emptySeries(walk.steps);
  for (let index = 0; index < walks; index++) {
    const series = takeWalk(walk, createRng(seed, `${stream}/${index}`));
    for (const name of Object.keys(total) as (keyof WalkSeries)[]) {
      const sum = total[name];
      for (let step = 0; step < sum.length; step++) sum[step]! += series[name][step]! / walks;
    }
  }
  return total;
}

/** Means of `every` consecutive values, with the middles of their stretches. */
export function blockMeans(values: Float64Array, every: number): { values: number[]; at: number[] } {
  const starts = Array.from({ length: Math.floor(values.length / every) }, (_, block) => block * every);
  return {
    values: starts.map((start) => mean(values.subarray(start, start + every))),
    at: starts.map((start) => start + every / 2),
  };
}
