import * as tf from '@tensorflow/tfjs-core';
import type { NdRecord } from '#core';
import { type Level, type LevelOptions, levelOf } from '../../../claims/rl-overfitting/levels.ts';

/** Levels of two seeds, as two replicas have them. */
export function levelsOfTwo(count: number, options: LevelOptions): Level[][] {
  return ['a', 'b'].map((seed) => Array.from({ length: count }, (_, id) => levelOf(seed, id, options)));
}

export function tensorsOf(record: NdRecord): Record<string, tf.Tensor> {
  return Object.fromEntries(
    Object.entries(record).map(([name, { values, shape, dtype }]) => [
      name,
      tf.tensor(values, [...shape], dtype),
    ]),
  );
}
