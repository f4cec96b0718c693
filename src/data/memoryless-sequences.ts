import { createRng, ndarray, type NdArray, type Seed } from '#core';
import { requireWhole } from './check-option.ts';

export interface MemorylessOptions {
  readonly sequences: number;
  readonly length: number;
  /** What the last input is multiplied by. Default 1. */
  readonly weight?: number;
  /** Names an independent draw. Default `train`. */
  readonly stream?: string;
}

/** Inputs `x` [sequences, length] and labels `y` [sequences, length] of every position. */
export type Sequences = { readonly x: NdArray; readonly y: NdArray };

/** Sequences of independent standard normal inputs; the label of a position is `weight` times its input, whatever came before. */
export function memorylessSequences(seed: Seed, options: MemorylessOptions): Sequences {
  const { sequences, length, weight = 1, stream = 'train' } = options;
  requireWhole('sequences', sequences);
  requireWhole('length', length);
  const x = createRng(seed, `memoryless/${stream}`).normals(sequences * length);
  const shape = [sequences, length];
  return {
    x: ndarray(x, shape),
    y: ndarray(
      x.map((value) => weight * value),
      shape,
    ),
  };
}
