import { mean, median } from '#core';

/** Median of the last `k` values; NaN when one of them is NaN. Throws when there are fewer than `k`. */
export function medianOfLast(values: ArrayLike<number>, k: number): number {
  if (!Number.isInteger(k) || k < 1 || k > values.length) {
    throw new RangeError(`cannot take the last ${k} of ${values.length} values`);
  }
  return median(last(values, k));
}

/** Mean of the last `share` (0 to 1, rounded up to whole points) of a series; NaN when one of them is NaN. */
export function tailMean(values: ArrayLike<number>, share: number): number {
  if (!(share > 0 && share <= 1)) throw new RangeError(`share must be above 0 and at most 1, got ${share}`);
  // 0.1 * 30 is 3.0000000000000004 in floating point, and must stay 3 points.
  return mean(last(values, Math.ceil(share * values.length - 1e-9)));
}

export interface ReachOptions {
  /** `below`: the first value <= level; `above`: the first value >= level. Default `below`. */
  readonly direction?: 'below' | 'above';
  /** Abscissae of the series. Default 0, 1, 2, ... */
  readonly at?: ArrayLike<number>;
}

/** Where a series first reaches a level; Infinity when it never does. NaN reaches nothing. */
export function stepsToReach(values: ArrayLike<number>, level: number, options: ReachOptions = {}): number {
  const { direction = 'below', at } = options;
  if (at && at.length !== values.length) {
    throw new RangeError(`at has ${at.length} points, the series ${values.length}`);
  }
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (direction === 'below' ? value <= level : value >= level) return at ? at[index]! : index;
  }
  return Infinity;
}

function last(values: ArrayLike<number>, count: number): number[] {
  return Array.from({ length: count }, (_, index) => values[values.length - count + index]!);
}
