import { ndarray, UserError, type NdArray } from '#core';
import { requireWhole } from './check-option.ts';

export interface FunctionGridOptions {
  readonly f: (x: number) => number;
  readonly low: number;
  readonly high: number;
  readonly points: number;
  /** Whether `high` is a grid point; false gives one period of a periodic function. Default true. */
  readonly endpoint?: boolean;
}

/**
 * A function of one variable on an even grid: x and y [points, 1] float32.
 * `f` is evaluated at the float32 grid points, which are what a model sees.
 * @throws UserError when the grid is empty
 */
export function functionGrid(options: FunctionGridOptions): { readonly x: NdArray; readonly y: NdArray } {
  const { f, low, high, points, endpoint = true } = options;
  requireWhole('points', points, 2);
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
    throw new UserError(`the grid from ${low} to ${high} is empty`, 'choose finite numbers with low < high');
  }
  const step = (high - low) / (endpoint ? points - 1 : points);
  const x = Float32Array.from({ length: points }, (_, index) => low + index * step);
  if (endpoint) x[points - 1] = high;
  return { x: ndarray(x, [points, 1]), y: ndarray(x.map(f), [points, 1]) };
}

/** sin(k pi x). */
export function sine(k: number): (x: number) => number {
  return (x) => Math.sin(k * Math.PI * x);
}

export interface SineTerm {
  /** Angular frequency: radians per unit of x. */
  readonly frequency: number;
  /** Default 1. */
  readonly amplitude?: number;
  /** Radians. Default 0. */
  readonly phase?: number;
}

/** The sum of amplitude sin(frequency x + phase) over the terms. */
export function sumOfSines(terms: readonly SineTerm[]): (x: number) => number {
  return (x) =>
    terms.reduce(
      (sum, { frequency, amplitude = 1, phase = 0 }) => sum + amplitude * Math.sin(frequency * x + phase),
      0,
    );
}
