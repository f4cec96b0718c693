import { defineClaim } from 'claimcheck';
import { measureOnline, onlineCurves, onlineRuns, type OnlineSize } from './batch-students.ts';
import { settledGamma } from './dynamics.ts';
import { paper } from './paper.ts';
import { learntDecay } from './protocol.ts';

const batchSize = 16;
const decayed = (zeta: number) => onlineRuns({ student: 'population', learningRate: 0.3, zeta });

/** Of a linear unit with normal inputs: 1 / (4 M) of the noise of the deviation, 1 / (2 M) of that of the mean. */
const predicted = 3 / (4 * batchSize);

/** What is penalised is learnt: gamma where each of the two settles. */
export default defineClaim({
  id: 'bn-regularization/predicted-decay',
  revision: 1,
  states:
    'Learning with batch normalization ends at the gamma at which learning with population normalization and gamma decay of the ' +
    'strength that Theorem 1 gives for the batch does.',
  source: { paper, at: 'abstract, first point; the strength: section 2, Theorem 1', reading: 'memory' },
  protocol: learntDecay,
  expected: 'refuted',
  finding:
    'Batch normalization shrinks gamma by about half as much. At the minimum of the loss the penalty has the size that the theorem ' +
    'gives, and not its slope: a sample sits in its own batch, so that the mean loss has a term in gamma and none in its ' +
    'square. Decay of half the strength ends where batch normalization does.',
  tiers: {
    smoke: { dimensions: 50, batchSize, steps: 1500 } satisfies OnlineSize,
    standard: { dimensions: 100, batchSize, steps: 3000 } satisfies OnlineSize,
  },
  arms: {
    batchNorm: onlineRuns({ student: 'batchNorm', learningRate: 0.5 }),
    decayed: decayed(predicted),
    halfDecayed: decayed(predicted / 2),
  },
  measure: measureOnline,
  effect: {
    name: 'what gamma is below 1 by, batch normalization over predicted decay, less 1',
    unit: 'share',
    of: ({ batchNorm, decayed: decay }) => (1 - batchNorm.gamma) / (1 - decay.gamma) - 1,
    rule: 'staysWithin',
    margin: 0.25,
    because:
      'without the noise of the deviation the strength is a third less, which has to be told apart; the theorem is the leading ' +
      'order in 1 / M, and what follows is of a size 1/16',
  },
  requires: [
    {
      name: 'overlap with the teacher, the less of the two',
      unit: '1',
      of: ({ batchNorm, decayed: decay }) => Math.min(batchNorm.overlap, decay.overlap),
      rule: 'exceeds',
      margin: 0.99,
      because: 'both have learnt the teacher, so that gamma alone is left to differ',
    },
    {
      name: 'distance of gamma from R / (1 + 2 zeta) with the predicted decay',
      unit: 'gamma',
      of: ({ decayed: decay }) => Math.abs(decay.gamma - settledGamma(predicted, decay.overlap)),
      rule: 'staysBelow',
      margin: 0.02,
      because: 'the decay was given: a quarter of what it takes gamma below 1 by',
    },
  ],
  controls: { 'half the predicted decay': { replace: 'decayed', with: 'halfDecayed' } },
  curves: onlineCurves,
});
