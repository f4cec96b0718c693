import { mean } from './moments.ts';

/** An ascending copy; the default order of `sort` is by text. */
function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

/**
 * The `p` quantile by linear interpolation between order statistics (type 7 of Hyndman & Fan 1996; NumPy's default);
 * NaN of nothing and of anything with NaN in it. Between a number and an infinity it is that infinity, between both
 * infinities NaN, as `scipy.stats.quantile` has it.
 * @throws RangeError for p outside [0, 1]
 */
export function quantile(values: readonly number[], p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p must lie in [0, 1], got ${p}`);
  const sorted = ascending(values);
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
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * Interquartile mean (IQM, the 25 % trimmed mean): floor(n/4) values dropped from each end, the rest averaged
 * (Agarwal et al. 2021, arXiv 2108.13264). With fewer than four values it is the mean; NaN in, NaN out.
 */
export function interquartileMean(values: readonly number[]): number {
  if (values.some(Number.isNaN)) return NaN;
  const dropped = Math.floor(values.length / 4);
  return mean(ascending(values).slice(dropped, values.length - dropped));
}
