import fc from 'fast-check';
import { type CaseResult, createRng, defineInvariant } from 'claimcheck';
import { extrapolationError, impulseResponse, memorylessLosses } from 'claimcheck/measure';
import { diagonal, dot, normals, product, randomOrthogonal, times, transposed } from './matrices.ts';
import { paper } from './paper.ts';
import { cyclic, type Weights } from './starts.ts';

interface Case {
  /** Training length k. */
  readonly length: number;
  /** Size of the state d >= k, and the number n of its coordinates, k <= n <= d, that are shifted round. */
  readonly dimensions: number;
  readonly period: number;
  readonly weight: number;
  /** The error at length n + 1 that is wished for, over weight^2. */
  readonly wished: number;
  readonly seed: number;
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    length: fc.integer({ min: 2, max: 8 }),
    more: fc.integer({ min: 0, max: 3 }),
    idle: fc.integer({ min: 0, max: 3 }),
    weight: fc.integer({ min: -40, max: 40 }).filter((tenths) => tenths !== 0),
    decades: fc.integer({ min: -20, max: 40 }),
    seed: fc.integer({ min: 0 }),
  })
  .map(({ length, more, idle, weight, decades, seed }) => ({
    length,
    period: length + more,
    dimensions: length + more + idle,
    weight: weight / 10,
    wished: 10 ** (decades / 10),
    seed,
  }));

/** Q A Q^-1, Q B, C Q^-1 with Q a rotation times a random stretching: the same function of every sequence. */
function inOtherCoordinates({ transition, input, output }: Weights, seed: number): Weights {
  const d = input.length;
  const rng = createRng(String(seed), 'rnn-extrapolation/coordinates');
  const rotation = randomOrthogonal(rng, d);
  const stretch = normals(rng, d, 0.3).map(Math.exp);
  const q = product(rotation, diagonal(stretch));
  const inverse = product(diagonal(stretch.map((value) => 1 / value)), transposed(rotation));
  return {
    transition: product(product(q, transition), inverse),
    input: times(q, input),
    output: times(transposed(inverse), output),
  };
}

/** A = rho times a cyclic shift of n coordinates, B = e_1, C = weight e_1'. */
function counterexample({ dimensions, period, weight, wished }: Case): Weights {
  const rho = wished ** (1 / (2 * period));
  const { transition, input, output } = cyclic(dimensions, period);
  return {
    transition: transition.map((value) => rho * value),
    input,
    output: output.map((value) => weight * value),
  };
}

/** Prediction after a sequence, by running the network on it. */
function predict({ transition, input, output }: Weights, sequence: ArrayLike<number>): number {
  let state = new Float64Array(input.length);
  for (let t = 0; t < sequence.length; t++) {
    state = times(transition, state).map((value, at) => value + input[at]! * sequence[t]!);
  }
  return dot(output, state);
}

function check(value: Case, weights: Weights): CaseResult {
  const { length, period, weight, wished, seed } = value;
  const response = impulseResponse(weights, 4 * length + period);
  const loss = memorylessLosses(response, weight)[length - 1]! / weight ** 2;
  const beyond = extrapolationError(response, length, period + 1) / weight ** 2;
  const rng = createRng(String(seed), 'rnn-extrapolation/sequences');
  const [short, long] = [normals(rng, length), normals(rng, period + 1)];
  const missed = Math.abs(predict(weights, short) / weight - short.at(-1)!);
  const astray = (predict(weights, long) / weight - long.at(-1)!) ** 2 - wished * long[0]! ** 2;
  const error = Math.max(loss, missed, Math.abs(beyond / wished - 1), Math.abs(astray) / wished);
  return { holds: error < 1e-8, ...(Number.isFinite(error) && { error }) };
}

const property = (value: Case): CaseResult =>
  check(value, inOtherCoordinates(counterexample(value), value.seed));

export default defineInvariant({
  id: 'rnn-extrapolation/bad-interpolators-exist',
  revision: 1,
  states:
    'Even with infinite data there are linear recurrent networks that fit the training length perfectly and are as wrong as ' +
    'one likes on longer sequences.',
  source: {
    paper,
    at: 'abstract, fourth sentence; the construction is ours',
    reading: 'abstract',
    version: 'arXiv v2',
  },
  runs: { smoke: 200, standard: 2000 },
  cases,
  property,
  mutants: {
    'no memory: A = 0': {
      property: (value) =>
        check(value, { ...counterexample(value), transition: new Float64Array(value.dimensions ** 2) }),
      killedShare: 1,
    },
    'a period one below the training length': {
      property: (value) =>
        check(value, inOtherCoordinates(counterexample({ ...value, period: value.length - 1 }), value.seed)),
      killedShare: 1,
    },
    'other coordinates for A alone': {
      property: (value) => {
        const plain = counterexample(value);
        return check(value, { ...plain, transition: inOtherCoordinates(plain, value.seed).transition });
      },
      killedShare: 1,
    },
  },
});
