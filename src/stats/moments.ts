import { inUnit, mean } from '#core';

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

/** Two samples in the unit of both together. */
export function inOneUnit(x: readonly number[], y: readonly number[]): [x: number[], y: number[]] {
  const { scaled } = inUnit([...x, ...y]);
  return [scaled.slice(0, x.length), scaled.slice(x.length)];
}
