import { type CaseResult, defineInvariant } from 'claimcheck';
import { powerLaw } from 'claimcheck/measure';
import { paper } from './paper.ts';
import { penalty } from './unit.ts';
import { type UnitCase, unitCases, unitOf } from './unit-cases.ts';

const samples = 8192;
const partitions = 40;
const batchSizes = [16, 32, 64, 128, 256];

/** How the penalty falls with the batch: the exponent of a power law, over statistics of `used(M)` samples. */
function exponent(value: UnitCase, used: (batchSize: number) => number): number {
  const unit = unitOf(value, samples);
  const penalties = batchSizes.map((size) => penalty(unit, used(size), partitions, `${value.seed}/${size}`));
  return powerLaw(penalties, { batchSize: batchSizes }).exponents.batchSize;
}

/** Penalties of a linear unit at batches of 32, by distribution, from light to heavy tails. */
function byTails(value: UnitCase): number[] {
  return (['uniform', 'gaussian', 'laplace'] as const).map((distribution) =>
    penalty(
      unitOf({ ...value, family: 'linear', distribution }, samples),
      32,
      partitions,
      String(value.seed),
    ),
  );
}

const rising = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value > values[index - 1]!);

function property(value: UnitCase, used = (batchSize: number) => batchSize): CaseResult {
  const error = Math.abs(exponent(value, used) + 1);
  return { holds: error <= 0.1 && rising(byTails(value)), error };
}

export default defineInvariant({
  id: 'bn-regularization/batch-scaling',
  revision: 2,
  states: 'The regularization is inversely proportional to the batch size, and larger for a higher kurtosis.',
  source: { paper, at: 'section 2, Theorem 1', reading: 'memory' },
  runs: { smoke: 8, standard: 80 },
  cases: unitCases(['gaussian', 'uniform', 'laplace', 'clusters']),
  property: (value) => property(value),
  mutants: {
    'statistics over 32 samples whatever the batch': {
      property: (value) => property(value, () => 32),
      killedShare: 1,
    },
    'statistics over the square root of the batch': {
      property: (value) => property(value, (size) => 4 * Math.round(Math.sqrt(size))),
      killedShare: 1,
    },
    'a penalty that falls with the kurtosis': {
      property: (value) => ({ holds: rising(byTails(value).reverse()) }),
      killedShare: 1,
    },
  },
});
