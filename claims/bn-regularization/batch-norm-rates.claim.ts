import { defineClaim } from 'claimcheck';
import { measureOnline, onlineCurves, onlineRuns, type OnlineSize } from './batch-students.ts';
import { paper } from './paper.ts';
import { onlineBatches } from './protocol.ts';

const batchNorm = (learningRate: number) => onlineRuns({ student: 'batchNorm', learningRate });
const sphere = (learningRate: number) => onlineRuns({ student: 'sphere', learningRate });
const plain = (learningRate: number) => onlineRuns({ student: 'plain', learningRate });

/**
 * Statistics of minibatches, and not the analysis's stand-in for them. A plain student is stable in mean square up to
 * 2 M / (N + M + 1), for minibatches of M in N dimensions: 0.48 at both sizes.
 */
export default defineClaim({
  id: 'bn-regularization/batch-norm-rates',
  revision: 1,
  states:
    'With batch normalization the weights learn at learning rates at which those of a plain student diverge, because their ' +
    'length adapts the effective rate.',
  source: { paper, at: 'abstract, second point', reading: 'abstract' },
  protocol: onlineBatches,
  tiers: {
    smoke: { dimensions: 50, batchSize: 16, steps: 1000 } satisfies OnlineSize,
    standard: { dimensions: 100, batchSize: 32, steps: 2000 } satisfies OnlineSize,
  },
  arms: {
    batchNorm07: batchNorm(0.7),
    batchNorm2: batchNorm(2),
    batchNorm5: batchNorm(5),
    batchNorm10: batchNorm(10),
    plain07: plain(0.7),
    plain03: plain(0.3),
    sphere07: sphere(0.7),
    sphere2: sphere(2),
    sphere5: sphere(5),
    sphere10: sphere(10),
  },
  measure: measureOnline,
  effect: {
    name: 'least overlap with the teacher, learning rates 0.7, 2, 5, 10',
    unit: '1',
    of: ({ batchNorm07, batchNorm2, batchNorm5, batchNorm10 }) =>
      Math.min(batchNorm07.overlap, batchNorm2.overlap, batchNorm5.overlap, batchNorm10.overlap),
    rule: 'exceeds',
    margin: 0.95,
    because: 'nine tenths of the squared length of the teacher are learnt, as in `effective-lr`',
  },
  also: [
    {
      name: 'squared distance of the plain student to the teacher, learning rate 0.7',
      unit: 'decades',
      of: ({ plain07 }) => plain07.error,
      rule: 'exceeds',
      margin: 1,
      because: 'students start at a squared distance of 2: five times that has diverged',
    },
  ],
  controls: {
    'weights put back to length 1': [
      { replace: 'batchNorm07', with: 'sphere07' },
      { replace: 'batchNorm2', with: 'sphere2' },
      { replace: 'batchNorm5', with: 'sphere5' },
      { replace: 'batchNorm10', with: 'sphere10' },
    ],
    'the plain student below its limit': { replace: 'plain07', with: 'plain03' },
  },
  figures: {
    'overlap against learning rate': {
      x: { label: 'learning rate of the weights', scale: 'log' },
      y: { label: 'overlap with the teacher at the end' },
      lines: (arms) => ({
        'batch normalization': [
          [0.7, arms.batchNorm07.overlap],
          [2, arms.batchNorm2.overlap],
          [5, arms.batchNorm5.overlap],
          [10, arms.batchNorm10.overlap],
        ],
        'length put back to 1': [
          [0.7, arms.sphere07.overlap],
          [2, arms.sphere2.overlap],
          [5, arms.sphere5.overlap],
          [10, arms.sphere10.overlap],
        ],
      }),
    },
  },
  curves: onlineCurves,
});
