/** Arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Variance with n-1 in the denominator; NaN of fewer than two values. */
export function variance(values: readonly number[]): number {
  if (values.length < 2) return NaN;
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

/** Square root of the variance with n-1. */
export function standardDeviation(values: readonly number[]): number {
  return Math.sqrt(variance(values));
}

/** Standard deviation (n-1) over the absolute value of the mean: the relative spread of measurements. */
export function coefficientOfVariation(values: readonly number[]): number {
  return standardDeviation(values) / Math.abs(mean(values));
}
