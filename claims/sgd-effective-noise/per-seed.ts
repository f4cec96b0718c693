import type { ArmRunner } from '#claim';
import type { Seed, Trajectory } from '#core';

/** An arm that is computed seed by seed in float64, without an engine. */
export function perSeed<Size>(simulate: (seed: Seed, size: Size) => Trajectory): ArmRunner<Size> {
  return async (run, size) => {
    const done: Trajectory[] = [];
    for (const seed of run.seeds) {
      run.signal?.throwIfAborted();
      const trajectory = simulate(seed, size);
      done.push(trajectory);
      const { steps } = trajectory;
      run.onProgress?.({ step: Math.round((steps * done.length) / run.seeds.length), steps, replicas: 1 });
      // Signals and timers get their turn between seeds.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return done;
  };
}

/** Mean of equally long series, point by point. */
export function meanSeries(series: readonly ArrayLike<number>[]): number[] {
  return Array.from(series[0]!, (_, at) => series.reduce((sum, one) => sum + one[at]!, 0) / series.length);
}

/** Seeds of the data sets that one seed averages over. */
export function dataSeeds(seed: Seed, count: number): Seed[] {
  return Array.from({ length: count }, (_, index) => `${seed}/${index}`);
}
