import { requireLengths } from './check-series.ts';

/** A linear recurrent network with scalar input and output: s_t = A s_(t-1) + B x_t, prediction C s_t, s_0 = 0. */
export interface LinearSystem {
  /** A, row-major [d, d]. */
  readonly transition: ArrayLike<number>;
  /** B, [d]. */
  readonly input: ArrayLike<number>;
  /** C, [d]. */
  readonly output: ArrayLike<number>;
}

/**
 * Response h_j = C A^j B at the lags j = 0, ..., lags - 1, in float64: what an input adds to the prediction j steps
 * later, and so the whole function of the network on sequences of every length.
 * @throws RangeError when the sizes of A, B and C do not fit
 */
export function impulseResponse({ transition, input, output }: LinearSystem, lags: number): Float64Array {
  const size = input.length;
  requireLengths({ output }, size);
  requireLengths({ transition }, size * size);
  const response = new Float64Array(lags);
  let state = Float64Array.from(input);
  for (let lag = 0; lag < lags; lag++) {
    let sum = 0;
    for (let row = 0; row < size; row++) sum += output[row]! * state[row]!;
    response[lag] = sum;
    state = state.map((_, row) => {
      let next = 0;
      for (let column = 0; column < size; column++) next += transition[row * size + column]! * state[column]!;
      return next;
    });
  }
  return response;
}

/**
 * Population loss on sequences of length 1, 2, ..., as many as there are lags, when inputs are independent with mean 0
 * and variance 1 and the label is `weight` times the last input: L_k = (h_0 - weight)^2 + sum of h_j^2 over 0 < j < k.
 */
export function memorylessLosses(response: ArrayLike<number>, weight: number): Float64Array {
  let loss = 0;
  return Float64Array.from(response, (value, lag) => (loss += (lag === 0 ? value - weight : value) ** 2));
}

/**
 * What sequences of length `tested` add to the population loss at length `trained`: the sum of h_j^2 over
 * trained <= j < tested. It is 0 for a network that extrapolates to that length perfectly.
 * @throws RangeError when there are fewer lags than `tested`
 */
export function extrapolationError(response: ArrayLike<number>, trained: number, tested: number): number {
  if (tested > response.length) {
    throw new RangeError(`length ${tested} needs as many lags, the response has ${response.length}`);
  }
  let error = 0;
  for (let lag = trained; lag < tested; lag++) error += response[lag]! ** 2;
  return error;
}
