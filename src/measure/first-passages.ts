export interface PassageOptions {
  /** The level that counts as reached: at or below it. */
  readonly level: number;
  /** How many points in a row must be there: an oscillation that passes by reaches nothing. Default 1. */
  readonly sustained?: number;
  /** The most that is returned. Default: the length of the series. */
  readonly limit?: number;
}

/**
 * The point, counted from 1, at which each series first comes to a level and stays for a while, and `limit` for one that
 * does not before: so ratios stay finite, and two series that never arrive are in no order. NaN is at no level.
 */
export function firstPassages(series: readonly ArrayLike<number>[], options: PassageOptions): number[] {
  const { level, sustained = 1 } = options;
  if (!Number.isInteger(sustained) || sustained < 1) {
    throw new RangeError(`sustained must be a whole number of at least 1, got ${sustained}`);
  }
  return series.map((values) => {
    const { limit = values.length } = options;
    let run = 0;
    for (let index = 0; index < values.length; index++) {
      run = values[index]! <= level ? run + 1 : 0;
      if (run === sustained) return Math.min(index + 2 - sustained, limit);
    }
    return limit;
  });
}

/** The least of the ratios of each value to the one before it: above 1 exactly when the values increase. */
export function leastRatio(values: readonly number[]): number {
  if (values.length < 2) throw new RangeError(`a ratio of neighbours needs 2 values, got ${values.length}`);
  return Math.min(...values.slice(1).map((value, index) => value / values[index]!));
}
