/** Quantile with linear interpolation between order statistics (Hyndman and Fan 1996, type 7); NaN for no values. */
export function quantile(values: ArrayLike<number>, probability: number): number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0 || sorted.some(Number.isNaN)) return NaN;
  const at = probability * (sorted.length - 1);
  const below = sorted[Math.floor(at)]!;
  const above = sorted[Math.ceil(at)]!;
  // Equal neighbours first: between two infinities the interpolation would give NaN.
  return below === above ? below : below + (at - Math.floor(at)) * (above - below);
}

/** Middle value, mean of the middle two for an even count; NaN for no values or when one is NaN. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** Arithmetic mean; NaN for no values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum / values.length;
}
