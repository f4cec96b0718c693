import { type CaseResult, defineInvariant } from '#claim';
import { createRng } from '#core';
import { impulseResponse } from '#measure';
import { type DescentCase, slopeOf, symmetricStarts } from './descent-cases.ts';
import { descend, gradientOf } from './gradient-descent.ts';
import { normals, times, transposed } from './matrices.ts';
import { paper } from './paper.ts';
import type { Weights } from './starts.ts';

const steps = 300;
const learningRate = 0.02;

const largest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((worst, value, at) => Math.max(worst, Math.abs(value - b[at]!)), 0);

/** Distance to A = A', C = B' after gradient descent. */
function asymmetry(value: DescentCase, start: Weights, gradient = gradientOf): CaseResult {
  const { length } = value;
  const end = descend({ start, length, steps, learningRate, slope: slopeOf(value), gradient });
  const error = Math.max(largest(end.transition, transposed(end.transition)), largest(end.input, end.output));
  return { holds: error < 1e-10, ...(Number.isFinite(error) && { error }) };
}

const nearby = (values: Float64Array, seed: number): Float64Array => {
  const noise = normals(createRng(String(seed), 'rnn-extrapolation/asymmetry'), values.length, 1e-3);
  return values.map((value, at) => value + noise[at]!);
};

/** Truncated back-propagation: of the gradient of A, what its last use in each prediction contributes. */
const throughOneStep: typeof gradientOf = (weights, length, slope, step) => {
  const { transition, input, output } = weights;
  const d = input.length;
  const slopes = slope(impulseResponse(weights, length), step);
  const last = new Float64Array(d * d);
  let state: Float64Array = input;
  for (let lag = 1; lag < length; lag++) {
    last.forEach((_, at) => (last[at]! += slopes[lag]! * output[Math.floor(at / d)]! * state[at % d]!));
    state = times(transition, state);
  }
  return { ...gradientOf(weights, length, slope, step), transition: last };
};

/** Only the read-out's own half of the gradient of B = C' reaches B. */
const readOutAlone: typeof gradientOf = (weights, length, slope, step) => {
  const whole = gradientOf(weights, length, slope, step);
  return { ...whole, input: new Float64Array(whole.input.length) };
};

export default defineInvariant({
  id: 'rnn-extrapolation/symmetry-invariant',
  revision: 1,
  states:
    "A = A' and C = B' hold at every step of gradient descent when they hold at its start, on the population and on " +
    'minibatches: the loss depends on the response alone, which transposing the network does not change.',
  source: { paper, at: 'abstract, the assumption on the initialization; the mechanism is ours' },
  runs: { smoke: 60, standard: 300 },
  cases: symmetricStarts,
  property: (value) => asymmetry(value, value.start),
  mutants: {
    'a read-out off by 0.001': {
      property: (value) =>
        asymmetry(value, { ...value.start, output: nearby(value.start.output, value.seed) }),
      killedShare: 1,
    },
    'a transition off by 0.001': {
      property: (value) =>
        asymmetry(value, { ...value.start, transition: nearby(value.start.transition, value.seed) }),
      cases: symmetricStarts.filter(({ start }) => start.input.length > 1),
      killedShare: 1,
    },
    'back-propagation through one step of time': {
      property: (value) => asymmetry(value, value.start, throughOneStep),
      cases: symmetricStarts.filter(({ length, start }) => length > 2 && start.input.length > 1),
      killedShare: 0.75,
    },
    'B is not trained': {
      property: (value) => asymmetry(value, value.start, readOutAlone),
      killedShare: 0.95,
    },
  },
});
