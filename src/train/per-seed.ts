import type { RunContext, Seed, Trajectory } from '#core';

/**
 * An arm that is computed seed by seed in float64, without an engine.
 * @param simulate the trajectory of one seed; what is random in it is drawn from the seed
 * @returns the arm: one trajectory per seed of a run, in their order; it rejects when the run's signal is aborted
 */
export function perSeed<Size>(
  simulate: (seed: Seed, size: Size) => Trajectory,
): (run: RunContext, size: Size) => Promise<readonly Trajectory[]> {
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
