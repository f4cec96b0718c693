import { requireLengths } from './check-series.ts';
import { linearFit } from './linear-fit.ts';

/** Effective temperatures of a stationary process; all 0 where nothing moves, all NaN where nothing responds. */
export interface EffectiveTemperature {
  /** Least-squares slope, through the origin, of half the mean square displacement against the response. */
  readonly fit: number;
  /** Share of the variance of half the displacement that this line explains; at most 1, NaN where nothing moves. */
  readonly rSquared: number;
  /** Ratio of the sums over the first `early` lags. */
  readonly early: number;
  /** Ratio at the last lag. */
  readonly late: number;
  /** Exponent of that ratio in the response: 0 where one temperature describes every lag. NaN for fewer than 2 lags. */
  readonly exponent: number;
}

/**
 * Temperature of a stationary process by its fluctuation-dissipation relation (Cugliandolo, Kurchan, Peliti 1997): mean
 * square displacement per degree of freedom after a lag = 2 T (integrated response after that lag).
 * @param displacement mean square displacement by lag, shortest first
 * @param response integrated response to a constant force by the same lags
 * @param early lags that count as early; default 4
 * @throws RangeError when lengths differ
 */
export function effectiveTemperature(
  displacement: ArrayLike<number>,
  response: ArrayLike<number>,
  early = 4,
): EffectiveTemperature {
  requireLengths({ response }, displacement.length);
  const half = Array.from(displacement, (value) => value / 2);
  const chi = Array.from(response);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const dot = (a: readonly number[], b: readonly number[]): number =>
    sum(a.map((value, at) => value * b[at]!));
  const fit = dot(half, chi) / dot(chi, chi);
  const rest = half.map((value, at) => value - fit * chi[at]!);
  const middle = sum(half) / half.length;
  const centered = half.map((value) => value - middle);
  return {
    fit,
    rSquared: 1 - dot(rest, rest) / dot(centered, centered),
    early: sum(half.slice(0, early)) / sum(chi.slice(0, early)),
    late: half.at(-1)! / chi.at(-1)!,
    exponent:
      half.length < 2
        ? NaN
        : linearFit(
            half.map((value, at) => Math.log(value / chi[at]!)),
            [chi.map(Math.log)],
          ).slopes[0]!,
  };
}
