/** Arithmetic mean, also where the sum is beyond the range of numbers; NaN of nothing. */
export function mean(values: readonly number[]): number {
  const sum = sumOf(values);
  if (Number.isFinite(sum)) return sum / values.length;
  const { unit, scaled } = inUnit(values);
  return (sumOf(scaled) / values.length) * unit;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Variance with n-1 in the denominator; NaN of fewer than two values, 0 of values that are all equal. */
export function variance(values: readonly number[]): number {
  if (values.length < 2) return NaN;
  const centre = centreOf(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

/** Square root of the variance with n-1; also where the variance is beyond the range of numbers, or below it. */
export function standardDeviation(values: readonly number[]): number {
  const { unit, scaled } = inUnit(values);
  return Math.sqrt(variance(scaled)) * unit;
}

/** The mean, not blurred by rounding where all values are equal, of which there is at least one: that of three times .1 is .1. */
export function centreOf(values: readonly number[]): number {
  return values.every((value) => value === values[0]) ? values[0]! : mean(values);
}

/** Squares of what lies between these, and sums of millions of them, are numbers of full precision. */
const [smallestSafe, largestSafe] = [2 ** -400, 2 ** 400];

/**
 * Values in a unit in which sums of their squares neither overflow nor vanish, and the unit: 1 where they do not as they are,
 * else the power of two below the largest of them, which changes no digit but of what vanishes beside it.
 */
export function inUnit(values: readonly number[]): { readonly unit: number; readonly scaled: number[] } {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const isSafe = largest === 0 || (largest > smallestSafe && largest < largestSafe);
  const unit = isSafe || !Number.isFinite(largest) ? 1 : 2 ** Math.max(-1022, Math.floor(Math.log2(largest)));
  return { unit, scaled: values.map((value) => value / unit) };
}

/** Two samples in the unit of both together. */
export function inOneUnit(x: readonly number[], y: readonly number[]): [x: number[], y: number[]] {
  const { scaled } = inUnit([...x, ...y]);
  return [scaled.slice(0, x.length), scaled.slice(x.length)];
}
