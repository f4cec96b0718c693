import { type ExponentialSum, thinSvd } from 'claimcheck/measure';
import { combined, dot, norm, plus } from './vectors.ts';

/** Points and labels: rows of X [n, d] and y [n]. */
export interface Problem {
  readonly x: readonly Float64Array[];
  readonly y: Float64Array;
}

/** w(s) = start + sum_k (exp(-rates[k] s) - 1) modes[k] = rest + sum_k exp(-rates[k] s) modes[k]; modes are orthogonal. */
export interface Motion {
  readonly start: Float64Array;
  readonly modes: readonly Float64Array[];
  readonly rates: Float64Array;
  /** Where it comes to rest. */
  readonly rest: Float64Array;
}

/** Gradient flow of the linear regression 1/2 sum_(i in active) (w.x_i - y_i)^2 from `start`, in closed form. */
export function motionOf({ x, y }: Problem, active: readonly number[], start: Float64Array): Motion {
  const labels = Float64Array.from(active, (i) => y[i]!);
  const { left, values, right } = thinSvd(active.map((i) => x[i]!));
  const along = right.map((direction, k) => dot(direction, start) - dot(left[k]!, labels) / values[k]!);
  const modes = right.map((direction, k) => direction.map((value) => value * along[k]!));
  const rest = plus(start, combined(right, along, start.length), -1);
  return { start, modes, rates: values.map((value) => value * value), rest };
}

/** w(s); exact to rounding also where w is much smaller than the modes. */
export function weightAt({ start, modes, rates }: Motion, s: number): Float64Array {
  const shares = rates.map((rate) => Math.expm1(-rate * s));
  return plus(start, combined(modes, shares, start.length));
}

/** x.w(s) as a function of s; a resting value within rounding of 0 counts as 0. */
export function preactivation({ start, modes, rates, rest }: Motion, x: Float64Array): ExponentialSum {
  const weights = modes.map((mode) => dot(mode, x));
  const size = norm(x) * (norm(start) + norm(rest));
  const constant = dot(rest, x);
  return { constant: Math.abs(constant) <= 1e-13 * size ? 0 : constant, weights, rates };
}

/** d|w|^2/ds as a function of s. */
export function normSlope({ modes, rates, rest }: Motion): ExponentialSum {
  const cross = modes.map((mode, k) => -2 * rates[k]! * dot(mode, rest));
  const square = modes.map((mode, k) => -2 * rates[k]! * dot(mode, mode));
  return {
    constant: 0,
    weights: [...cross, ...square],
    rates: [...rates, ...rates.map((rate) => 2 * rate)],
  };
}

/** Time after which every mode is within rounding of its end: below 1e-13 of the weight. */
export function settlingTime({ start, modes, rates, rest }: Motion): number {
  const rounding = 1e-13 * Math.max(norm(start), norm(rest));
  return Math.max(0, ...modes.map((mode, k) => Math.log(norm(mode) / rounding) / rates[k]!));
}
