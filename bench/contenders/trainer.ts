import { allocate, ndarray, type NdRecord, rows } from '#core';
import type { ChunkResult } from '#engine';
import type { Training } from '../cases/index.ts';

/** Trains one case in this process. Every run starts from the first weights. */
export interface Trainer {
  /** Milliseconds that `steps` steps took. */
  time(steps: number): Promise<number>;
  run(steps: number): Promise<ChunkResult>;
  dispose(): Promise<void>;
}

/** Inputs of `steps` steps, as a scan would hand them over: the drawn ones again and again, and the step index. */
export function inputsOf({ inputs }: Training, steps: number): NdRecord {
  const repeated = Object.entries(inputs).map(([name, array]) => {
    const drawn = array.shape[0]!;
    if (steps <= drawn) return [name, rows(array, 0, steps)] as const;
    const size = array.values.length / drawn;
    const tiled = allocate(array.dtype, steps * size);
    for (let step = 0; step < steps; step++) {
      tiled.set(array.values.subarray((step % drawn) * size, ((step % drawn) + 1) * size), step * size);
    }
    return [name, ndarray(tiled, [steps, ...array.shape.slice(1)], array.dtype)] as const;
  });
  const index = Float32Array.from({ length: steps }, (_, step) => step);
  return { ...Object.fromEntries(repeated), stepIndex: ndarray(index, [steps]) };
}
