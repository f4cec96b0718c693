import fc from 'fast-check';
import { type CaseResult, defineInvariant } from 'claimcheck';
import { firstPassages } from 'claimcheck/measure';
import { paper } from './paper.ts';

interface Case {
  /** Intervals of the grid. */
  readonly n: number;
  /** Increasing, below n / 2. */
  readonly modes: readonly number[];
}

const cases: fc.Arbitrary<Case> = fc
  .integer({ min: 12, max: 48 })
  .chain((n) =>
    fc
      .uniqueArray(fc.integer({ min: 1, max: Math.ceil(n / 2) - 1 }), { minLength: 2, maxLength: 3 })
      .map((modes) => ({ n, modes: modes.sort((a, b) => a - b) })),
  );

/** One sweep on the error of -u'' = g with u = 0 at both ends: with the exact solution taken off, g plays no part. */
type Sweep = (error: Float64Array) => Float64Array;

const inner = (length: number, j: number): boolean => j > 0 && j < length - 1;

const jacobi: Sweep = (error) =>
  error.map((_, j) => (inner(error.length, j) ? (error[j - 1]! + error[j + 1]!) / 2 : 0));

/** Descent along the Green's function instead: what is smooth goes first, as in a network. */
const greens: Sweep = (error) => {
  const n = error.length - 1;
  return error.map((value, j) => {
    const smoothed = error.reduce((sum, other, i) => sum + Math.min(i, j) * (n - Math.max(i, j)) * other, 0);
    return value - smoothed / n ** 3;
  });
};

const level = 0.2;

/** Sweeps until each mode's amplitude is at most `level` times what it was at the start. */
function passages({ n, modes }: Case, sweep: Sweep): number[] {
  const sine = (k: number, j: number): number => Math.sin((Math.PI * k * j) / n);
  let error = Float64Array.from({ length: n + 1 }, (_, j) => modes.reduce((sum, k) => sum + sine(k, j), 0));
  const amplitudes: number[][] = modes.map(() => []);
  const slowest = Math.ceil(Math.log(level) / Math.log(Math.cos((Math.PI * modes[0]!) / n)));
  for (let sweeps = 0; sweeps < slowest + 2; sweeps++) {
    error = Float64Array.from(sweep(error));
    modes.forEach((k, index) => {
      const along = error.reduce((sum, value, j) => sum + value * sine(k, j), 0);
      amplitudes[index]!.push(Math.abs(along) / (n / 2));
    });
  }
  return firstPassages(amplitudes, { level });
}

/** High before low, at the closed form: mode k shrinks by cos(pi k / n) a sweep. */
const withSweep =
  (sweep: Sweep) =>
  (value: Case): CaseResult => {
    const found = passages(value, sweep);
    const closed = value.modes.map((k) => Math.log(level) / Math.log(Math.cos((Math.PI * k) / value.n)));
    const error = Math.max(...found.map((sweeps, index) => Math.abs(sweeps - closed[index]!)));
    const reversed = found.every((sweeps, index) => index === 0 || sweeps <= found[index - 1]!);
    return { holds: reversed && error <= 1, error };
  };

export default defineInvariant({
  id: 'frequency-principle/jacobi-order',
  revision: 1,
  states:
    'Low to high is no law of iterations: of the modes below half of what the grid resolves the Jacobi iteration for the ' +
    'Poisson equation captures those of high frequency first.',
  source: { paper, at: 'companion paper (arXiv:1901.06523), abstract', reading: 'abstract' },
  runs: { smoke: 50, standard: 300 },
  cases,
  property: withSweep(jacobi),
  mutants: {
    'steps along the Green function instead': { property: withSweep(greens), killedShare: 1 },
  },
});
