import fc from 'fast-check';
import { type CaseResult, createRng, defineInvariant } from 'claimcheck';
import { extrapolationError, impulseResponse, memorylessLosses } from 'claimcheck/measure';
import { descend, populationSlope } from './gradient-descent.ts';
import { diagonal, norm, normals } from './matrices.ts';
import { paper } from './paper.ts';
import type { Weights } from './starts.ts';

interface Case {
  readonly dimensions: number;
  readonly length: number;
  readonly weight: number;
  /** A = scale I, and |B|. */
  readonly scale: number;
  readonly size: number;
  readonly seed: number;
}

const learningRate = 0.02;
const steps = 1200;

const cases: fc.Arbitrary<Case> = fc
  .record({
    dimensions: fc.integer({ min: 1, max: 6 }),
    length: fc.integer({ min: 2, max: 6 }),
    weight: fc.integer({ min: 10, max: 20 }),
    scale: fc.integer({ min: -95, max: 95 }),
    size: fc.integer({ min: 20, max: 100 }),
    seed: fc.integer({ min: 0 }),
  })
  .map(({ weight, scale, size, ...rest }) => ({
    ...rest,
    weight: weight / 10,
    scale: scale / 100,
    size: size / 100,
  }));

function startOf({ dimensions, scale, size, seed }: Case): Weights {
  const drawn = normals(createRng(String(seed), 'rnn-extrapolation/identity'), dimensions);
  const input = drawn.map((value) => (size * value) / norm(drawn));
  return { transition: diagonal(new Float64Array(dimensions).fill(scale)), input, output: input };
}

/** Gradient descent on two numbers: the eigenvalue of A at B / |B|, and |B|; h_j = |B|^2 eigenvalue^j. */
function reduced({ length, weight, scale, size }: Case): { eigenvalue: number; size: number } {
  let [eigenvalue, n] = [scale, size];
  for (let step = 0; step < steps; step++) {
    let [slopeOfSize, slopeOfEigenvalue] = [0, 0];
    for (let lag = 0; lag < length; lag++) {
      const slope = 2 * (n * n * eigenvalue ** lag - (lag === 0 ? weight : 0));
      slopeOfSize += slope * eigenvalue ** lag * n;
      if (lag > 0) slopeOfEigenvalue += slope * lag * eigenvalue ** (lag - 1) * n * n;
    }
    n -= learningRate * slopeOfSize;
    eigenvalue -= learningRate * slopeOfEigenvalue;
  }
  return { eigenvalue, size: n };
}

function check(value: Case, start: Weights): CaseResult {
  const { length, weight } = value;
  const end = descend({ start, length, steps, learningRate, slope: populationSlope(weight) });
  const response = impulseResponse(end, 4 * length);
  const { eigenvalue, size } = reduced(value);
  const deviation = Math.max(
    ...response.map((h, lag) => Math.abs(h - size ** 2 * eigenvalue ** lag)),
    Math.abs(norm(end.input) - size),
  );
  const loss = memorylessLosses(response, weight)[length - 1]!;
  const error = Math.max(deviation, loss, extrapolationError(response, length, 4 * length));
  return { holds: error < 1e-9, ...(Number.isFinite(error) && { error }) };
}

const away = (value: Case, size: number, name: string): Float64Array =>
  normals(createRng(String(value.seed), `rnn-extrapolation/${name}`), size, 0.3);

/** Not next to 0, and of two states or more: what the mutants change must be there. */
const wide = cases.filter(({ dimensions, scale }) => dimensions > 1 && Math.abs(scale) > 0.3);

export default defineInvariant({
  id: 'rnn-extrapolation/identity-reduction',
  revision: 1,
  states:
    "From A = a I and C = B' gradient descent is that of two numbers, and converges to the network without memory: it " +
    'extrapolates perfectly.',
  source: {
    paper,
    at: 'abstract, fifth sentence; the reduction is ours',
    reading: 'abstract',
    version: 'arXiv v2',
  },
  runs: { smoke: 40, standard: 400 },
  cases,
  property: (value) => check(value, startOf(value)),
  mutants: {
    'a read-out of its own': {
      property: (value) =>
        check(value, { ...startOf(value), output: away(value, value.dimensions, 'read-out') }),
      cases: wide,
      killedShare: 0.95,
    },
    'a transition that is no multiple of I': {
      property: (value) => {
        const start = startOf(value);
        const other = away(value, value.dimensions ** 2, 'transition');
        return check(value, {
          ...start,
          transition: start.transition.map((entry, at) => entry + other[at]!),
        });
      },
      cases: wide,
      killedShare: 0.95,
    },
    'labels of the other sign': {
      property: (value) => check({ ...value, weight: -value.weight }, startOf(value)),
      killedShare: 0.95,
    },
  },
});
