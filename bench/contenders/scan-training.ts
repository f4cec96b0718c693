import type { Seed } from '#core';
import { scan } from '#train';
import type { Training } from '../cases/index.ts';
import { drawnInputs } from './trainer.ts';

/** Trains a case as a claim does: through `scan`, in chunks, keeping a hundred points of every metric. */
export async function scanTraining(
  training: Training,
  seeds: readonly Seed[],
  threads: number,
  steps: number,
): Promise<void> {
  const { step, state, data } = training;
  await scan({
    run: { seeds, engine: 'cpu', threads },
    name: 'bench',
    step,
    state,
    data,
    inputs: (from, count) => drawnInputs(training, from, count),
    steps,
    every: Math.max(1, Math.floor(steps / 100)),
  });
}
