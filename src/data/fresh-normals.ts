import { createRng, ndarray, type NdArray, type Seed, sizeOf } from '#core';
import { requireWhole } from './check-option.ts';

export interface FreshNormalsOptions {
  /** Shape of one step's draw of one replica. */
  readonly shape: readonly number[];
  /** First step of the range, counted from the start of training. */
  readonly fromStep: number;
  readonly steps: number;
  /** Names an independent draw. Default `fresh`. */
  readonly stream?: string;
}

/**
 * Standard normal draws that no two steps share, for training on data without end: float32 [steps, replicas, ...shape].
 * Each step has a stream of its own, so any range of steps is drawn without those before it.
 */
export function freshNormals(seeds: readonly Seed[], options: FreshNormalsOptions): NdArray {
  const { shape, fromStep, steps, stream = 'fresh' } = options;
  requireWhole('fromStep', fromStep, 0);
  requireWhole('steps', steps, 0);
  const size = sizeOf(shape);
  const values = new Float32Array(steps * seeds.length * size);
  for (let step = 0; step < steps; step++) {
    seeds.forEach((seed, replica) => {
      const drawn = createRng(seed, `${stream}/step-${fromStep + step}`).normals(size);
      values.set(drawn, (step * seeds.length + replica) * size);
    });
  }
  return ndarray(values, [steps, seeds.length, ...shape]);
}
