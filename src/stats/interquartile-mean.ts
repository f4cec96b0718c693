import { mean } from '#core';

/**
 * Interquartile mean (IQM, the 25 % trimmed mean): floor(n/4) values dropped from each end, the rest averaged
 * (Agarwal et al. 2021, arXiv 2108.13264). With fewer than four values it is the mean; NaN in, NaN out.
 */
export function interquartileMean(values: readonly number[]): number {
  if (values.some(Number.isNaN)) return NaN;
  const dropped = Math.floor(values.length / 4);
  return mean(
    Float64Array.from(values)
      .sort()
      .subarray(dropped, values.length - dropped),
  );
}
