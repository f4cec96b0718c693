import { linearFit } from './linear-fit.ts';

export interface ExponentialOptions {
  /** What the values tend to. Default 0. */
  readonly limit?: number;
  /** The fit starts where the distance to the limit first is at most this share of the first one. Default 1. */
  readonly from?: number;
  /** It ends before the distance first is at most this share. Default 0.1. */
  readonly to?: number;
}

/**
 * Rate r per point of an exponential approach |v_t - limit| ~ exp(-r t), by least squares of the logarithm between two
 * shares of the first distance. NaN when the series never comes that near, or in fewer than 3 points.
 */
export function exponentialRate(values: ArrayLike<number>, options: ExponentialOptions = {}): number {
  const { limit = 0, from = 1, to = 0.1 } = options;
  const distance = Array.from(values, (value) => Math.abs(value - limit));
  const start = distance.findIndex((value) => value <= from * distance[0]!);
  const end = distance.findIndex((value) => value <= to * distance[0]!);
  if (start < 0 || end - start < 3) return NaN;
  const logarithms = distance.slice(start, end).map(Math.log);
  return -linearFit(logarithms, [logarithms.map((_, point) => point)]).slopes[0]!;
}
