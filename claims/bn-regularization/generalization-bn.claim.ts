import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { type BatchSize, batchStudentRuns, errorCurves, measureError } from './students.ts';

/**
 * Batch normalization itself, at the batch whose decay would be zeta = 3 / (4 M) = 0.05. The paper's figure has batches of 32
 * beside a decay of 1 / (2 M) = 1/64, and one of 0.25.
 */
export default defineClaim({
  id: 'bn-regularization/generalization-bn',
  revision: 3,
  states:
    'The generalization error of batch normalization is that of weight normalization with gamma decay, which stands in ' +
    'for it in the analysis.',
  source: { paper, at: 'section 4, Fig. 1 with its caption', reading: 'second-hand' },
  expected: 'refuted',
  finding:
    'For a linear unit with as many samples as dimensions batch normalization has several times the error: it penalises the ' +
    'variance of the pre-activation, not the length of the weights.',
  tiers: {
    smoke: { dimensions: 60, epochs: 1000 } satisfies BatchSize,
    standard: { dimensions: 120, epochs: 2000 } satisfies BatchSize,
  },
  arms: {
    batchNorm: batchStudentRuns({ student: 'batchNorm', alpha: 1, batchSize: 15 }),
    decayed: batchStudentRuns({ student: 'normalized', alpha: 1, zeta: 0.05 }),
    leastLength: batchStudentRuns({ student: 'leastLength', alpha: 1 }),
  },
  measure: (trajectory) => ({ ...measureError(trajectory), residual: trajectory.values['residual']! }),
  effect: {
    name: 'error with as many samples as dimensions, batch normalization over gamma decay',
    unit: 'decades',
    of: ({ batchNorm, decayed }) => Math.log10(batchNorm.error / decayed.error),
    rule: 'staysWithin',
    margin: 0.1,
    because: 'a quarter more or less than the error that the analysis predicts',
  },
  requires: [
    {
      name: 'share of the variance of the training targets that batch normalization leaves',
      unit: '1',
      of: ({ batchNorm }) => batchNorm.residual,
      rule: 'staysBelow',
      margin: 0.2,
      because:
        'a student that was trained: the noise, which the teacher itself leaves, is a fifth of the variance; 0.03 or less ' +
        'on 36 development seeds',
    },
    {
      name: 'distance of the decayed student from ridge regression',
      unit: 'decades',
      of: ({ decayed }) => Math.log10(decayed.error / decayed.ridge),
      rule: 'staysWithin',
      margin: 0.05,
      because: 'the other student was trained too: as in `generalization`, where the theory has them equal',
    },
  ],
  controls: {
    'the plain student in place of batch normalization': { replace: 'batchNorm', with: 'leastLength' },
  },
  curves: errorCurves,
});
