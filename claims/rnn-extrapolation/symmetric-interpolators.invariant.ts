import fc from 'fast-check';
import { type CaseResult, createRng, defineInvariant } from 'claimcheck';
import { impulseResponse } from 'claimcheck/measure';
import { diagonal, normals, product, randomOrthogonal, times, transposed } from './matrices.ts';
import { paper } from './paper.ts';
import type { Weights } from './starts.ts';

interface Case {
  /** Eigenvalues of A, some of them 0. */
  readonly spectrum: readonly number[];
  /** Decimal orders by which the input avoids the eigenvectors of eigenvalues other than 0: near interpolation. */
  readonly decades: number;
  readonly seed: number;
}

const cases: fc.Arbitrary<Case> = fc.record({
  spectrum: fc.array(
    fc.integer({ min: -15, max: 15 }).map((tenths) => tenths / 10),
    { minLength: 1, maxLength: 10 },
  ),
  decades: fc.constantFrom(0, 1, 2, 4, Infinity),
  seed: fc.integer({ min: 0 }),
});

const lags = 30;

function networkOf({ spectrum, decades, seed }: Case): Weights {
  const rng = createRng(String(seed), 'rnn-extrapolation/symmetric-interpolators');
  const q = randomOrthogonal(rng, spectrum.length);
  const along = normals(rng, spectrum.length).map((value, at) =>
    spectrum[at] === 0 ? value : value * 10 ** -decades,
  );
  const input = times(q, along);
  return { transition: product(product(q, diagonal(spectrum)), transposed(q)), input, output: input };
}

/**
 * |h_j| <= |A|^(j - from) h_from at every lag from `from` on: for a symmetric network, h_2 = |A B|^2 bounds all that follows,
 * so that L_k = 0 with k >= 3 leaves nothing at any lag.
 */
function check({ spectrum }: Case, weights: Weights, from = 2): CaseResult {
  const response = impulseResponse(weights, lags);
  const radius = Math.max(...spectrum.map(Math.abs));
  const scale = response[0]!;
  const excess = Array.from(response.subarray(from), (value, after) => {
    // Rounding of A, of size 1e-16 |A|, moves the response at lag j by about j times as much.
    const rounding = 1e-13 * scale * radius ** (from + after);
    return Math.abs(value) - Math.abs(response[from]!) * radius ** after - rounding;
  });
  return { holds: excess.every((value) => value <= 0), error: Math.max(0, ...excess) };
}

const indefinite = cases.filter(
  ({ spectrum, decades }) =>
    spectrum.some((value) => value < -0.5) && spectrum.some((value) => value > 0.5) && decades < 4,
);

export default defineInvariant({
  id: 'rnn-extrapolation/symmetric-interpolators',
  revision: 2,
  states:
    "A symmetric network, A = A' and C = B', that fits sequences of 3 or more extrapolates perfectly: its response at any " +
    'later lag is at most that at lag 2 times a power of the norm of A.',
  source: {
    paper,
    at: 'abstract, fifth sentence; the bound is ours',
    reading: 'abstract',
    version: 'arXiv v2',
  },
  runs: { smoke: 200, standard: 2000 },
  cases,
  property: (value) => check(value, networkOf(value)),
  mutants: {
    'sequences of 2: the bound from lag 1': {
      property: (value) => check(value, networkOf(value), 1),
      cases: indefinite,
      killedShare: 0.6,
    },
    'a read-out of its own': {
      property: (value) => {
        const network = networkOf(value);
        const rng = createRng(String(value.seed), 'rnn-extrapolation/read-out');
        return check(value, { ...network, output: normals(rng, network.input.length) });
      },
      cases: indefinite,
      killedShare: 0.6,
    },
    'a transition that is not symmetric': {
      property: (value) => {
        const network = networkOf(value);
        const half = network.transition.map((entry, at) =>
          at % value.spectrum.length > Math.floor(at / value.spectrum.length) ? -entry : entry,
        );
        return check(value, { ...network, transition: half });
      },
      cases: indefinite,
      killedShare: 0.2,
    },
  },
});
