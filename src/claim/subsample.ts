/** Points of a line that a plot can show. */
export interface Line {
  x: number[];
  y: number[];
}

/**
 * At most `limit` points of a series (at least 4), six significant digits each: both ends, and the least and the
 * greatest value of each bucket of equal width in between, so that no peak is lost.
 * @param at abscissae; the index of the point when left out
 */
export function subsample(series: ArrayLike<number>, at?: ArrayLike<number>, limit = 200): Line {
  const picked = series.length <= limit ? allOf(series.length) : extremes(series, limit);
  return {
    x: picked.map((index) => brief(at ? (at[index] ?? NaN) : index)),
    y: picked.map((index) => brief(series[index]!)),
  };
}

function allOf(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function extremes(series: ArrayLike<number>, limit: number): number[] {
  const last = series.length - 1;
  const buckets = Math.floor((limit - 2) / 2);
  const picked = [0];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = 1 + Math.floor((bucket * (last - 1)) / buckets);
    const to = 1 + Math.floor(((bucket + 1) * (last - 1)) / buckets);
    let low = from;
    let high = from;
    for (let index = from; index < to; index++) {
      // A bucket that starts with NaN takes the first number; one of NaN alone keeps NaN.
      if (series[index]! < series[low]! || Number.isNaN(series[low])) low = index;
      if (series[index]! > series[high]! || Number.isNaN(series[high])) high = index;
    }
    picked.push(Math.min(low, high));
    if (low !== high) picked.push(Math.max(low, high));
  }
  return [...picked, last];
}

function brief(value: number): number {
  return Number(value.toPrecision(6));
}
