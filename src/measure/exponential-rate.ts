import { linearFit } from './linear-fit.ts';

export interface ExponentialOptions {
  /** What the values tend to. Default 0. */
  readonly limit?: number;
  /** The fit starts where the distance to the limit first is at most this share of the first one. Default 1. */
  readonly from?: number;
  /** It ends before the distance first is at most this share. Default 0.1. */
  readonly to?: number;
  /** A series that never comes that near is fitted to its end. Default false: it has no rate. */
  readonly orEnd?: boolean;
}

/**
 * Rate r per point of an exponential approach |v_t - limit| ~ exp(-r t), by least squares of the logarithm between two
 * shares of the first distance. NaN in fewer than 3 points, and, unless `orEnd`, when the series never comes that near.
 */
export function exponentialRate(values: ArrayLike<number>, options: ExponentialOptions = {}): number {
  const { limit = 0, from = 1, to = 0.1, orEnd = false } = options;
  const distance = Array.from(values, (value) => Math.abs(value - limit));
  const start = distance.findIndex((value) => value <= from * distance[0]!);
  const near = distance.findIndex((value) => value <= to * distance[0]!);
  const end = near < 0 && orEnd ? distance.length : near;
  if (start < 0 || end - start < 3) return NaN;
  const logarithms = distance.slice(start, end).map(Math.log);
  return -linearFit(logarithms, [logarithms.map((_, point) => point)]).slopes[0]!;
}
