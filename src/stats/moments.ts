/** Arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Variance with n-1 in the denominator; NaN of fewer than two values, 0 of values that are all equal. */
export function variance(values: readonly number[]): number {
  if (values.length < 2) return NaN;
  const centre = centreOf(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

/** Square root of the variance with n-1. */
export function standardDeviation(values: readonly number[]): number {
  return Math.sqrt(variance(values));
}

/** The mean, not blurred by rounding where all values are equal, of which there is at least one: that of three times .1 is .1. */
export function centreOf(values: readonly number[]): number {
  return values.every((value) => value === values[0]) ? values[0]! : mean(values);
}
