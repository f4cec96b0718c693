import { times, transposed } from './matrices.ts';
import type { Weights } from './starts.ts';

/** Derivative of a loss with respect to the response h_0, ..., h_(k-1); `step` for losses that change from step to step. */
export type ResponseSlope = (response: Float64Array, step: number) => Float64Array;

/** Slope of the population loss (h_0 - weight)^2 + h_1^2 + ... + h_(k-1)^2. */
export const populationSlope =
  (weight: number): ResponseSlope =>
  (response) =>
    response.map((value, lag) => 2 * (lag === 0 ? value - weight : value));

/** Gradient of the population loss, or of another loss of the response, by back-propagation through time in float64. */
export function gradientOf(
  { transition, input, output }: Weights,
  length: number,
  slope: ResponseSlope,
  step: number,
): Weights {
  const d = input.length;
  const states = [input];
  while (states.length < length) states.push(times(transition, states.at(-1)!));
  const response = Float64Array.from(states, (state) =>
    state.reduce((sum, s, at) => sum + output[at]! * s, 0),
  );
  const slopes = slope(response, step);
  const backwards = transposed(transition);
  const gradient = {
    transition: new Float64Array(d * d),
    input: new Float64Array(d),
    output: new Float64Array(d),
  };
  let adjoint: Float64Array = new Float64Array(d);
  for (let lag = length - 1; lag >= 0; lag--) {
    const state = states[lag]!;
    adjoint = times(backwards, adjoint).map((value, at) => value + slopes[lag]! * output[at]!);
    state.forEach((value, at) => (gradient.output[at]! += slopes[lag]! * value));
    if (lag === 0) break;
    const before = states[lag - 1]!;
    adjoint.forEach((a, row) => before.forEach((s, at) => (gradient.transition[row * d + at]! += a * s)));
  }
  return { ...gradient, input: adjoint };
}

export interface Descent {
  readonly start: Weights;
  readonly length: number;
  readonly steps: number;
  readonly learningRate: number;
  readonly slope: ResponseSlope;
  /** Default `gradientOf`. */
  readonly gradient?: typeof gradientOf;
}

/** Weights after gradient descent in float64. */
export function descend(descent: Descent): Weights {
  const { start, length, steps, learningRate, slope, gradient = gradientOf } = descent;
  let weights = start;
  for (let step = 0; step < steps; step++) {
    const g = gradient(weights, length, slope, step);
    const moved = (name: keyof Weights): Float64Array =>
      weights[name].map((value, at) => value - learningRate * g[name][at]!);
    weights = { transition: moved('transition'), input: moved('input'), output: moved('output') };
  }
  return weights;
}
