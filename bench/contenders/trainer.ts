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
export function inputsOf(training: Training, steps: number): NdRecord {
  const index = Float32Array.from({ length: steps }, (_, step) => step);
  return { ...drawnInputs(training, 0, steps), stepIndex: ndarray(index, [steps]) };
}

/** The drawn inputs again and again: those of steps `from` to `from + count` (exclusive). */
export function drawnInputs({ inputs }: Training, from: number, count: number): NdRecord {
  const repeated = Object.entries(inputs).map(([name, array]) => {
    const drawn = array.shape[0]!;
    const first = from % drawn;
    if (first + count <= drawn) return [name, rows(array, first, first + count)] as const;
    const size = array.values.length / drawn;
    const tiled = allocate(array.dtype, count * size);
    for (let step = 0; step < count; step++) {
      const row = (from + step) % drawn;
      tiled.set(array.values.subarray(row * size, (row + 1) * size), step * size);
    }
    return [name, ndarray(tiled, [count, ...array.shape.slice(1)], array.dtype)] as const;
  });
  return Object.fromEntries(repeated);
}
