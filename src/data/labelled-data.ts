import { stack, type NdArray, type NdRecord, type Seed } from '#core';

/** Inputs `x` (float32, samples first) with integer class labels `y` (int32, [samples]). */
export type LabelledData = { readonly x: NdArray; readonly y: NdArray };

/** Which draw of a data set: both share whatever defines the task (centres, prototypes, teacher). */
export type Split = 'train' | 'test';

/** One draw per seed, each of its arrays stacked along a new leading axis, that of replicas: [...] of a draw to [R, ...]. */
export function stackSeeds<Data extends NdRecord>(
  seeds: readonly Seed[],
  draw: (seed: Seed) => Data,
): { readonly [Name in keyof Data]: NdArray } {
  const draws = seeds.map((seed) => draw(seed));
  const names = Object.keys(draws[0] ?? {}) as (keyof Data)[];
  const stacked = names.map((name) => [name, stack(draws.map((data) => data[name]!))] as const);
  return Object.fromEntries(stacked) as { readonly [Name in keyof Data]: NdArray };
}
