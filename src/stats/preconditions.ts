/** Throws when fewer than `least` values are given. */
export function requireCount(name: string, values: readonly unknown[], least: number): void {
  if (values.length < least) {
    throw new RangeError(`${name} needs at least ${least} values, got ${values.length}`);
  }
}

/** Throws when two samples that belong together differ in length. */
export function requireSameLength(name: string, x: readonly unknown[], y: readonly unknown[]): void {
  if (x.length !== y.length) {
    throw new RangeError(`${name} needs samples of equal length, got ${x.length} and ${y.length}`);
  }
}

/** Throws when a number is not strictly between two bounds (NaN never is). */
export function requireBetween(name: string, value: number, low: number, high: number): void {
  if (!(value > low && value < high)) {
    throw new RangeError(`${name} must lie strictly between ${low} and ${high}, got ${value}`);
  }
}

/** Throws when a number of draws is not a whole one from 1 on. */
export function requireDraws(name: string, draws: number): void {
  if (!Number.isInteger(draws) || draws < 1) {
    throw new RangeError(`${name}: resamples must be a whole number from 1 on, got ${draws}`);
  }
}

/** Throws when `successes` of `n` is not a count. */
export function requireCounts(successes: number, n: number): void {
  if (!Number.isInteger(n) || !Number.isInteger(successes) || successes < 0 || successes > n) {
    throw new RangeError(`successes must be a whole number from 0 to n, got ${successes} of ${n}`);
  }
}
