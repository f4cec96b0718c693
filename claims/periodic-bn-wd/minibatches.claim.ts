import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { minibatch } from './protocol.ts';
import { curves, measure, type Size, trainingRuns } from './setting.ts';

/** Half of the points a step, so that an epoch has two. */
const minibatches = { samples: 256, batchSize: 128, learningRate: 1, weightDecay: 0.003 };

/** The paper's way of training, minibatch SGD, where the other claims have full batches. */
export default defineClaim({
  id: 'periodic-bn-wd/minibatches',
  revision: 1,
  states:
    'With minibatches as well, batch normalization and weight decay give repeated destabilizations at roughly regular ' +
    'intervals.',
  source: {
    paper,
    at: "figure on learning rates (the authors' notebook)",
    reading: 'second-hand',
    reported:
      '15 events in 1000 epochs with batches of 128 at learning rate 0.03, one in 64 with variation 0.32, and 4 at 0.01 (read ' +
      'off the figure)',
  },
  protocol: minibatch,
  tiers: {
    smoke: { steps: 5000 } satisfies Size,
    standard: { steps: 12_000 } satisfies Size,
  },
  arms: {
    bnWd: trainingRuns(minibatches),
    noWeightDecay: trainingRuns({ ...minibatches, weightDecay: 0 }),
    noBatchNorm: trainingRuns({
      ...minibatches,
      learningRate: 0.3,
      weightDecay: 0.01,
      normalized: false,
    }),
    sphere: trainingRuns({ ...minibatches, weightDecay: 0, norm: 'sphere' }),
  },
  measure,
  effect: {
    name: 'destabilizations with a joint rise of the norm',
    unit: 'events',
    of: ({ bnWd }) => bnWd.jointEvents,
    rule: 'exceeds',
    margin: 2,
    because: 'three is the least number that can be called repeated, and the least that shows two intervals',
  },
  also: [
    {
      name: 'irregularity of the intervals',
      unit: 'coefficient of variation',
      of: ({ bnWd }) => bnWd.intervalCv,
      rule: 'staysBelow',
      margin: 0.5,
      because: 'halfway between a clock (0) and events that come at random (1); the figure has 0.32',
    },
  ],
  controls: {
    'no weight decay': { replace: 'bnWd', with: 'noWeightDecay' },
    'no batch normalization': { replace: 'bnWd', with: 'noBatchNorm' },
    'norm fixed on the sphere': { replace: 'bnWd', with: 'sphere' },
  },
  curves,
});
