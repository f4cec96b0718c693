import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { batchError } from './protocol.ts';
import { type BatchSize, batchStudentRuns, errorCurves, measureError } from './students.ts';

const batchNorm = (alpha: number) => batchStudentRuns({ student: 'batchNorm', alpha, batchSize: 32 });
const decayed = (alpha: number, zeta: number) => batchStudentRuns({ student: 'normalized', alpha, zeta });

type Error = Pick<ReturnType<typeof measureError>, 'error'>;

/** Distance of batch normalization from the nearer of the two decays, in decades. */
const nearest = (batch: Error, ...decays: readonly Error[]): number =>
  Math.min(...decays.map(({ error }) => Math.abs(Math.log10(batch.error / error))));

/** Fig. 1: batches of 32, beside decays of 1 / (2 M) = 1/64 and 0.25; at as many samples as dimensions, and at three times. */
export default defineClaim({
  id: 'bn-regularization/generalization-bn',
  revision: 4,
  states:
    'The generalization error of batch normalization is that of weight normalization with gamma decay, which stands in ' +
    'for it in the analysis, whatever the number of samples per dimension.',
  source: { paper, at: 'section 4, Fig. 1 with its caption', reading: 'second-hand' },
  protocol: batchError,
  expected: 'refuted',
  finding:
    'For a linear unit it is so with three times as many samples as dimensions. With as many samples as dimensions batch ' +
    'normalization, trained to the end, has several times the error of either decay: it penalises the variance of the ' +
    'pre-activation, not the length of the weights.',
  tiers: {
    smoke: { dimensions: 64, epochs: 600 } satisfies BatchSize,
    standard: { dimensions: 128, epochs: 1200 } satisfies BatchSize,
  },
  arms: {
    batchNorm: batchNorm(1),
    decayed64: decayed(1, 1 / 64),
    decayed4: decayed(1, 1 / 4),
    manyBatchNorm: batchNorm(3),
    manyDecayed64: decayed(3, 1 / 64),
    manyDecayed4: decayed(3, 1 / 4),
    leastLength: batchStudentRuns({ student: 'leastLength', alpha: 1 }),
  },
  measure: (trajectory) => ({ ...measureError(trajectory), residual: trajectory.values['residual']! }),
  effect: {
    name: 'error of batch normalization over that of the nearer decay, the worse of one and three samples per dimension',
    unit: 'decades',
    of: ({ batchNorm, decayed64, decayed4, manyBatchNorm, manyDecayed64, manyDecayed4 }) =>
      Math.max(nearest(batchNorm, decayed64, decayed4), nearest(manyBatchNorm, manyDecayed64, manyDecayed4)),
    rule: 'staysWithin',
    margin: 0.1,
    because: 'a quarter more or less than the error that the analysis predicts',
  },
  requires: [
    {
      name: 'the same at three samples per dimension alone',
      unit: 'decades',
      of: ({ manyBatchNorm, manyDecayed64, manyDecayed4 }) =>
        nearest(manyBatchNorm, manyDecayed64, manyDecayed4),
      rule: 'staysWithin',
      margin: 0.1,
      because:
        'the margin of the claim, which is met where both students are near the least-squares solution',
    },
    {
      name: 'share of the variance of the training targets that batch normalization leaves at one sample per dimension',
      unit: '1',
      of: ({ batchNorm }) => batchNorm.residual,
      rule: 'staysBelow',
      margin: 0.02,
      because:
        'a student that was trained to the end: as many samples as dimensions can be fitted, and a tenth of the noise is left',
    },
    {
      name: 'distance of the decayed students from ridge regression, the largest of four',
      unit: 'decades',
      of: ({ decayed64, decayed4, manyDecayed64, manyDecayed4 }) =>
        Math.max(
          ...[decayed64, decayed4, manyDecayed64, manyDecayed4].map(({ error, ridge }) =>
            Math.abs(Math.log10(error / ridge)),
          ),
        ),
      rule: 'staysWithin',
      margin: 0.05,
      because: 'the other students were trained too: as in `generalization`, where the theory has them equal',
    },
  ],
  controls: {
    'the plain student in place of batch normalization': { replace: 'batchNorm', with: 'leastLength' },
  },
  curves: errorCurves,
});
