import fc from 'fast-check';
import { type CaseResult, createRng, defineInvariant, type Rng } from 'claimcheck';
import { extrapolationError, impulseResponse } from 'claimcheck/measure';
import { type Matrix, norm, normals, orthogonalTo, product, times } from './matrices.ts';
import { paper } from './paper.ts';

interface Case {
  readonly dimensions: number;
  /** Training length k. */
  readonly length: number;
  /** A is a product of d x rank and rank x d matrices, or strictly triangular. */
  readonly rank: number;
  readonly nilpotent: boolean;
  readonly seed: number;
}

/** States of 1 to 6, sequences that are longer: k = d + 1, ..., d + 4; A is singular, or no C could give h_0 = w. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    dimensions: fc.integer({ min: 1, max: 6 }),
    longer: fc.integer({ min: 1, max: 4 }),
    deficit: fc.integer({ min: 1, max: 6 }),
    nilpotent: fc.boolean(),
    seed: fc.integer({ min: 0 }),
  })
  .map(({ dimensions, longer, deficit, ...rest }) => ({
    ...rest,
    dimensions,
    length: dimensions + longer,
    rank: Math.max(0, dimensions - deficit),
  }));

/** As many states as lags, and A is regular: here the counterexamples begin. */
const atThreshold: fc.Arbitrary<Case> = fc
  .record({ dimensions: fc.integer({ min: 2, max: 6 }), seed: fc.integer({ min: 0 }) })
  .map(({ dimensions, seed }) => ({
    ...{ dimensions, length: dimensions, rank: dimensions, nilpotent: false },
    seed,
  }));

const oneShorter = (value: Case): Case => ({ ...value, length: value.length - 1, rank: value.rank - 1 });

/** Of Frobenius norm 1, so that no response grows with the lag. */
function drawTransition(rng: Rng, { dimensions: d, rank, nilpotent }: Case): Matrix {
  const column = (at: number): number => at % d;
  const row = (at: number): number => Math.floor(at / d);
  const drawn = nilpotent
    ? normals(rng, d * d).map((value, at) => (column(at) < row(at) ? value : 0))
    : product(
        normals(rng, d * d).map((value, at) => (column(at) < rank ? value : 0)),
        normals(rng, d * d).map((value, at) => (row(at) < rank ? value : 0)),
      );
  const size = norm(drawn);
  return size > 0 ? drawn.map((value) => value / size) : drawn;
}

/** Orthonormal basis of the span of A B, A^2 B, ..., A^count B (Arnoldi). */
function laterInputs(transition: Matrix, input: Float64Array, count: number): Float64Array[] {
  const basis: Float64Array[] = [];
  let next = times(transition, input);
  for (let lag = 1; lag <= count; lag++) {
    const rest = orthogonalTo(basis, next);
    const length = norm(rest);
    if (length <= 1e-10) break;
    basis.push(rest.map((value) => value / length));
    next = times(transition, basis.at(-1)!);
  }
  return basis;
}

/**
 * A random C among all with h_1 = ... = h_(k-1) = 0: orthogonal to A B, ..., A^(k-1) B. Whatever interpolates is such a C,
 * up to the factor that makes h_0 the weight.
 */
function property(value: Case): CaseResult {
  const { dimensions, length, seed } = value;
  const rng = createRng(String(seed), 'rnn-extrapolation/size-threshold');
  const transition = drawTransition(rng, value);
  const input = normals(rng, dimensions);
  const free = orthogonalTo(laterInputs(transition, input, length - 1), normals(rng, dimensions));
  const output = free.map((each) => each / norm(free));
  const response = impulseResponse({ transition, input, output }, 4 * length);
  const interpolates = Math.sqrt(extrapolationError(response, 1, length)) / norm(input);
  const error = Math.sqrt(extrapolationError(response, length, 4 * length)) / norm(input);
  return {
    holds: interpolates < 1e-9 && error < 1e-9 && Math.abs(response[0]!) > 0,
    ...(Number.isFinite(error) && { error }),
  };
}

export default defineInvariant({
  id: 'rnn-extrapolation/size-threshold',
  revision: 1,
  states:
    'With fewer states than the training sequences are long, every network that fits them extrapolates perfectly; with as ' +
    'many, some do not. This is ours.',
  source: {
    paper,
    at: 'abstract, fourth sentence; the threshold is ours',
    reading: 'abstract',
    version: 'arXiv v2',
  },
  runs: { smoke: 200, standard: 2000 },
  cases,
  property,
  mutants: {
    'as many states as the sequences are long': { property, cases: atThreshold, killedShare: 0.95 },
    'a singular A, and sequences as long as its rank': {
      property,
      cases: atThreshold.filter(({ dimensions }) => dimensions > 2).map(oneShorter),
      killedShare: 0.95,
    },
  },
});
