import { type CaseResult, createRng, defineInvariant } from 'claimcheck';
import { impulseResponse } from 'claimcheck/measure';
import { type DescentCase, slopeOf, symmetricStarts } from './descent-cases.ts';
import { descend, gradientOf } from './gradient-descent.ts';
import { dot, norm, normals, times, transposed } from './matrices.ts';
import { paper } from './paper.ts';
import type { Weights } from './starts.ts';

const steps = 300;
const learningRate = 0.02;
/** Of a direction, for central differences: the third derivative's part is 1e-10 of the rest, rounding 1e-11. */
const by = 1e-5;
/** The gradient multiplies up to ten weights. */
const mostHeld = 1e30;

const largest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((worst, value, at) => Math.max(worst, Math.abs(value - b[at]!)), 0);

const sizeOf = ({ transition, input, output }: Weights): number =>
  Math.max(...[transition, input, output].flatMap((values) => Array.from(values, Math.abs)));

/**
 * Distance to A = A', C = B' after every step, relative to the largest weight so far: rounding is in proportion to it. Where
 * A is large descent at this rate diverges, and is followed as long as float64 holds the products of its weights.
 */
function asymmetry(value: DescentCase, start: Weights, gradient = gradientOf): CaseResult {
  const { length } = value;
  const slope = slopeOf(value);
  let [weights, size, error] = [start, 1, 0];
  for (let step = 0; step < steps; step++) {
    const now = step;
    weights = descend({
      ...{ start: weights, length, steps: 1, learningRate, gradient },
      slope: (response) => slope(response, now),
    });
    size = Math.max(size, sizeOf(weights));
    if (!(size < mostHeld)) break;
    const { transition, input, output } = weights;
    error = Math.max(
      error,
      largest(transition, transposed(transition)) / size,
      largest(input, output) / size,
    );
  }
  return { holds: error < 1e-10 && isDescent(value, gradient), error };
}

/**
 * Whether the first step goes down the loss with every weight: the derivative of the loss in a random direction, by central
 * differences of the response, is that of the step.
 */
function isDescent(value: DescentCase, gradient: typeof gradientOf): boolean {
  const { start, length, seed } = value;
  const rng = createRng(String(seed), 'rnn-extrapolation/direction');
  const direction = {
    transition: normals(rng, start.transition.length),
    input: normals(rng, start.input.length),
    output: normals(rng, start.output.length),
  };
  const moved = (by: number): Weights => ({
    transition: start.transition.map((one, at) => one + by * direction.transition[at]!),
    input: start.input.map((one, at) => one + by * direction.input[at]!),
    output: start.output.map((one, at) => one + by * direction.output[at]!),
  });
  const slope = slopeOf(value);
  const slopes = slope(impulseResponse(start, length), 0);
  const [more, less] = [impulseResponse(moved(by), length), impulseResponse(moved(-by), length)];
  const terms = slopes.map((each, lag) => (each * (more[lag]! - less[lag]!)) / (2 * by));
  const g = gradient(start, length, slope, 0);
  const parts = (['transition', 'input', 'output'] as const).map((name) => dot(g[name], direction[name]));
  const sum = (values: Iterable<number>): number => [...values].reduce((total, one) => total + one, 0);
  const size = sum([...terms, ...parts].map(Math.abs)) + norm(slopes);
  return Math.abs(sum(terms) - sum(parts)) <= 1e-5 * size;
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

/** Of the gradient of the transition nothing reaches it. */
const fixedTransition: typeof gradientOf = (weights, length, slope, step) => {
  const whole = gradientOf(weights, length, slope, step);
  return { ...whole, transition: new Float64Array(whole.transition.length) };
};

export default defineInvariant({
  id: 'rnn-extrapolation/symmetry-invariant',
  revision: 4,
  states:
    "A = A' and C = B' hold at every step of gradient descent, of all weights, when they hold at its start, on the " +
    'population and on minibatches: the loss depends on the response alone, which transposing the network does not change.',
  source: {
    paper,
    at: 'abstract, fifth sentence (assumptions on initialization); the mechanism is ours',
    reading: 'abstract',
    version: 'arXiv v2',
  },
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
      killedShare: 0.85,
    },
    'A is not trained': {
      property: (value) => asymmetry(value, value.start, fixedTransition),
      // From A = 0 the population leaves it there.
      cases: symmetricStarts.filter(({ start }) => norm(start.transition) > 0.1),
      killedShare: 0.95,
    },
    'B is not trained': {
      property: (value) => asymmetry(value, value.start, readOutAlone),
      killedShare: 0.95,
    },
  },
});
