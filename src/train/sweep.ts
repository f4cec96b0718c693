import { ndarray, type NdArray, type Seed } from '#core';

/** Values of each hyperparameter of a sweep. */
export type Axes = Readonly<Record<string, readonly number[]>>;

/** One value of each. */
export type Setting<T extends Axes> = { readonly [Name in keyof T]: number };

/**
 * Every combination of the values: what a sweep over several hyperparameters goes through.
 * @param axes at least one hyperparameter; of the first the value changes last
 */
export function grid<const T extends Axes>(axes: T): Setting<T>[] {
  return Object.entries(axes).reduce<Record<string, number>[]>(
    (settings, [name, values]) =>
      settings.flatMap((setting) => values.map((value) => ({ ...setting, [name]: value }))),
    [{}],
  ) as Setting<T>[];
}

/** Replicas that train every setting on every seed at once; the settings come one after the other, each with all seeds. */
export interface Sweep<T> {
  /** The seed of each replica: for `initialize`, for data, and as the seeds of the run that `scan` is given. */
  readonly seeds: readonly Seed[];
  /** A hyperparameter as data of the step: `[settings x seeds]`, float32. */
  readonly values: (of: (setting: T) => number) => NdArray;
  /** The replicas of one seed, in the order of the settings. */
  readonly replicasOf: (seed: number) => number[];
}

/**
 * Lays out a sweep over hyperparameters that may differ from replica to replica, a learning rate or a weight decay: one
 * training in place of one per setting. In every setting a seed starts alike and sees the same data.
 * @param settings e.g. of `grid`
 */
export function sweep<T>(seeds: readonly Seed[], settings: readonly T[]): Sweep<T> {
  return {
    seeds: settings.flatMap(() => seeds),
    values(of) {
      const values = settings.flatMap((setting) => seeds.map(() => of(setting)));
      return ndarray(values, [values.length]);
    },
    replicasOf: (seed) => settings.map((_, setting) => setting * seeds.length + seed),
  };
}
