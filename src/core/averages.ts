/** Arithmetic mean, also where the sum is beyond the range of numbers; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  const sum = sumOf(values);
  if (Number.isFinite(sum)) return sum / values.length;
  const { unit, scaled } = inUnit(values);
  return (sumOf(scaled) / values.length) * unit;
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum;
}

/**
 * The `p` quantile by linear interpolation between order statistics (type 7 of Hyndman & Fan 1996; NumPy's default);
 * NaN of nothing and of anything with NaN in it. Between a number and an infinity it is that infinity, between both
 * infinities NaN, as `scipy.stats.quantile` has it.
 * @throws RangeError for p outside [0, 1]
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p must lie in [0, 1], got ${p}`);
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0 || sorted.some(Number.isNaN)) return NaN;
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  if (position === below || low === high) return low;
  const share = position - below;
  // Not of infinities, nor of numbers so far apart that their distance is no number.
  if (Number.isFinite(high - low)) return low + (high - low) * share;
  return low * (1 - share) + high * share;
}

/** The median; the mean of the middle two of an even number. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** Squares of what lies between these, and sums of millions of them, are numbers of full precision. */
const [smallestSafe, largestSafe] = [2 ** -400, 2 ** 400];

/**
 * Values in a unit in which sums of their squares neither overflow nor vanish, and the unit: 1 where they do not as they are,
 * else the power of two below the largest of them, which changes no digit but of what vanishes beside it.
 */
export function inUnit(values: ArrayLike<number>): { readonly unit: number; readonly scaled: number[] } {
  const all = Array.from(values);
  const largest = all.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const isSafe = largest === 0 || (largest > smallestSafe && largest < largestSafe);
  const unit = isSafe || !Number.isFinite(largest) ? 1 : 2 ** Math.max(-1022, Math.floor(Math.log2(largest)));
  return { unit, scaled: all.map((value) => value / unit) };
}
