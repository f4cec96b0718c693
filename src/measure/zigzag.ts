/** One rise of a zig-zag, as indices into the series. */
export interface Rise {
  /** The minimum since the last recovery, the first one where it is repeated. */
  readonly trough: number;
  /** First point that lies a threshold above the trough. */
  readonly onset: number;
  /** The maximum since the onset, the first one where it is repeated. */
  readonly peak: number;
  /** First point that lies a threshold below the peak; undefined when the series ends before. */
  readonly recovered: number | undefined;
}

/**
 * Rises and falls of at least `threshold`, oldest first; only the last rise can be open.
 *
 * Going down it keeps the minimum (trough) until a point lies `threshold` above it (onset), then keeps the maximum (peak)
 * until a point lies `threshold` below it (recovered), where the minimum starts afresh. NaN is never a turning point.
 */
export function zigzag(values: ArrayLike<number>, threshold: number): Rise[] {
  if (!(threshold > 0)) throw new RangeError(`the threshold must be positive, got ${threshold}`);
  const rises: Rise[] = [];
  let trough = 0;
  let rising: { onset: number; peak: number } | undefined;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (Number.isNaN(value)) continue;
    if (rising) {
      if (value > values[rising.peak]!) rising.peak = at;
      else if (values[rising.peak]! - value >= threshold) {
        rises.push({ trough, ...rising, recovered: at });
        rising = undefined;
        trough = at;
      }
    } else if (value - values[trough]! >= threshold) rising = { onset: at, peak: at };
    // Negated so that a NaN in the first place gives way.
    else if (!(value >= values[trough]!)) trough = at;
  }
  if (rising) rises.push({ trough, ...rising, recovered: undefined });
  return rises;
}
