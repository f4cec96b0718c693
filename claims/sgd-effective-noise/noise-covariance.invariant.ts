import fc from 'fast-check';
import { type CaseResult, createRng, defineInvariant } from 'claimcheck';
import { stepTogether } from './dynamics.ts';
import { addForce, dot, gapOf, perceptron, type Perceptron } from './perceptron.ts';
import { paper } from './paper.ts';

interface Case {
  readonly problem: Perceptron;
  readonly batch: number;
}

/** Up to 8 samples, so that every batch can be listed, at weights of any size: from no loss to loss on every sample. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    dimensions: fc.integer({ min: 1, max: 6 }),
    samples: fc.integer({ min: 1, max: 8 }),
    hundredths: fc.integer({ min: 5, max: 95 }),
    scale: fc.integer({ min: -10, max: 10 }),
    seed: fc.integer({ min: 0 }),
  })
  .map(({ dimensions, samples, hundredths, scale, seed }) => {
    const problem = perceptron(String(seed), { dimensions, load: samples / dimensions });
    const start = problem.start.map((value) => value * 10 ** (scale / 5));
    return { problem: { ...problem, start }, batch: hundredths / 100 };
  });

/** What a step of training with one batch moves the weights by, over the learning rate. */
function forceOf({ problem, batch }: Case, chosen: Uint8Array): Float64Array {
  const w = problem.start.slice();
  const mask = { chosen, advance: () => undefined };
  stepTogether(problem, { learningRate: 1, batch }, [w], { mask, rng: createRng('no heat', '') });
  return w.map((value, i) => value - problem.start[i]!);
}

/** Mean and covariance [N, N] of the minibatch force over all 2^M batches with their probabilities. */
function listed(value: Case, divisor: (batch: number) => number) {
  const { problem, batch } = value;
  const { dimensions: n, samples } = problem;
  const mean = new Float64Array(n);
  const second = new Float64Array(n * n);
  for (let subset = 0; subset < 2 ** samples; subset++) {
    const chosen = Uint8Array.from({ length: samples }, (_, sample) => (subset >> sample) & 1);
    const count = chosen.reduce((sum, one) => sum + one, 0);
    const probability = batch ** count * (1 - batch) ** (samples - count);
    const force = forceOf({ problem, batch: divisor(batch) }, chosen);
    for (let i = 0; i < n; i++) {
      mean[i]! += probability * force[i]!;
      for (let j = 0; j < n; j++) second[i * n + j]! += probability * force[i]! * force[j]!;
    }
  }
  return { mean, covariance: second.map((value, at) => value - mean[Math.floor(at / n)]! * mean[at % n]!) };
}

/** The law: mean = full-batch force, covariance = (1 - b) / b times the sum of l'(u)^2 x x' / N over the samples. */
const againstLaw =
  (
    divisor: (batch: number) => number,
    factor: (batch: number) => number,
    violation: (gap: number, margin: number) => number,
  ) =>
  (value: Case): CaseResult => {
    const { problem, batch } = value;
    const { dimensions: n, samples, start, rows, margin } = problem;
    const full = new Float64Array(n);
    addForce(problem, start, new Uint8Array(samples).fill(1), 1, full);
    const law = new Float64Array(n * n);
    let size = 0;
    for (let sample = 0; sample < samples; sample++) {
      const weight = factor(batch) * violation(gapOf(problem, start, sample), margin) ** 2;
      const row = rows.subarray(sample * n, (sample + 1) * n);
      for (let at = 0; at < n * n; at++) law[at]! += weight * row[Math.floor(at / n)]! * row[at % n]!;
      const own = Math.max(0, margin - gapOf(problem, start, sample)) * Math.hypot(...row);
      size += own;
    }
    const { mean, covariance } = listed(value, divisor);
    if (size === 0) {
      const moved = Math.max(...covariance.map(Math.abs), ...mean.map(Math.abs));
      return { holds: moved === 0, error: moved };
    }
    // A step is known to rounding of the weights, too.
    const scale = size / batch + Math.sqrt(dot(start, start));
    const meanError = Math.max(...mean.map((each, i) => Math.abs(each - full[i]!))) / scale;
    const error = Math.max(...covariance.map((each, at) => Math.abs(each - law[at]!))) / scale ** 2;
    const worst = Math.max(meanError, error);
    return { holds: worst <= 1e-12, error: worst };
  };

const own = (batch: number): number => batch;
const hinge = (gap: number, margin: number): number => Math.max(0, margin - gap);

export default defineInvariant({
  id: 'sgd-effective-noise/noise-covariance',
  revision: 4,
  states:
    'The noise of a minibatch has mean 0 and covariance (1 - b) / b times the sum of squared loss slopes: it depends on ' +
    'the state, and is exactly 0 where every constraint is satisfied.',
  source: { paper, at: 'abstract (state-dependent noise); the law is ours', reading: 'abstract' },
  runs: { smoke: 200, standard: 2000 },
  cases,
  property: againstLaw(own, (batch) => (1 - batch) / batch, hinge),
  mutants: {
    'no division by the batch fraction': {
      property: againstLaw(
        () => 1,
        (batch) => (1 - batch) / batch,
        hinge,
      ),
      killedShare: 0.85,
    },
    'noise of the batch fraction alone': {
      property: againstLaw(own, (batch) => 1 / batch, hinge),
      killedShare: 0.85,
    },
    'noise that does not depend on the state': {
      property: againstLaw(
        own,
        (batch) => (1 - batch) / batch,
        () => 1,
      ),
      killedShare: 0.85,
    },
  },
});
