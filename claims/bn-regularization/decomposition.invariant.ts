import fc from 'fast-check';
import { type CaseResult, defineInvariant } from 'claimcheck';
import { excessKurtosis } from 'claimcheck/measure';
import { paper } from './paper.ts';
import { penalty, predictedDecay, type Unit } from './unit.ts';
import { type UnitCase, unitCases, unitOf } from './unit-cases.ts';

interface Case extends UnitCase {
  readonly batchSize: number;
}

const samples = 8192;

/**
 * The theorem is the leading order in 1 / M. Laplace tails would not do: one sample of 8192 may lie 11 deviations out, and
 * in a batch of 128 that one alone is not a small disturbance of the variance.
 */
const cases: fc.Arbitrary<Case> = fc
  .tuple(unitCases(['gaussian', 'uniform', 'mixture', 'clusters']), fc.constantFrom(64, 96, 128))
  .map(([unit, batchSize]) => ({ ...unit, batchSize }));

/**
 * Whether the measured penalty is `expected` within 12 %: the terms of higher order in 1 / M, and sampling. With as many
 * partitions as samples in a batch the latter is the same for every batch size.
 */
function agrees(unit: Unit, { batchSize, seed }: Case, expected: number): CaseResult {
  const error = Math.abs(penalty(unit, batchSize, batchSize, String(seed)) / expected - 1);
  return { holds: error <= 0.12, error };
}

/** Of batches without replacement: the variance of a mean is less by the share of the samples that it leaves out. */
const formula = (unit: Unit, batchSize: number): number =>
  (predictedDecay(unit, batchSize) * unit.gamma ** 2 * (samples - batchSize)) / (samples - 1);

const halved = (unit: Unit): Unit => ({ ...unit, gamma: unit.gamma / 2 });

export default defineInvariant({
  id: 'bn-regularization/decomposition',
  revision: 3,
  states:
    'On average over batches the loss with batch normalization is the loss with population normalization plus gamma ' +
    'decay, with a strength given by batch size, kurtosis and Fisher information.',
  source: { paper, at: 'section 2, Theorem 1; the decomposition itself: abstract', reading: 'memory' },
  runs: { smoke: 20, standard: 300 },
  cases,
  property: (value) => {
    const unit = unitOf(value, samples);
    return agrees(unit, value, formula(unit, value.batchSize));
  },
  mutants: {
    'half of the fitted gamma': {
      property: (value) => {
        const unit = halved(unitOf({ ...value, family: 'linear' }, samples));
        return agrees(unit, value, formula(unit, value.batchSize));
      },
      killedShare: 0.95,
    },
    'kurtosis in place of excess kurtosis': {
      property: (value) => {
        const unit = unitOf({ ...value, family: 'linear' }, samples);
        const plain = formula(unit, value.batchSize) * (1 + 3 / (excessKurtosis(unit.z) + 6));
        return agrees(unit, value, plain);
      },
      killedShare: 0.95,
    },
    'no noise of the deviation': {
      property: (value) => {
        const unit = unitOf({ ...value, family: 'linear', distribution: 'gaussian' }, samples);
        return agrees(unit, value, unit.gamma ** 2 / (2 * value.batchSize));
      },
      killedShare: 0.95,
    },
    'labels that no gamma and beta fit': {
      property: (value) => {
        const unit = unitOf(
          { ...value, family: 'linear', distribution: 'gaussian' },
          samples,
          value.gamma / 4,
        );
        return agrees(unit, value, formula(unit, value.batchSize));
      },
      killedShare: 0.95,
    },
  },
});
