import { defineClaim, type Trajectory } from 'claimcheck';
import { paper } from './paper.ts';
import { inPractice } from './protocol.ts';
import { secondHalf, triedInVain } from './second-half.ts';
import { curves, measure, type Setting, type Size, trainingRuns } from './setting.ts';

/** What the paper's code offers beside the plain setting; each fits the data. */
const practical = {
  narrower: { learningRate: 1, weightDecay: 0.01, width: 24 },
  momentum: { learningRate: 0.1, weightDecay: 0.02, momentum: 0.9 },
  trainable: { learningRate: 1, weightDecay: 0.003, trainable: true },
  augmented: { learningRate: 1, weightDecay: 0.01, inputNoise: 0.3 },
} satisfies Record<string, Setting>;

const withoutDecay = (setting: Setting) => trainingRuns({ ...setting, weightDecay: 0 });

export default defineClaim({
  id: 'periodic-bn-wd/conditions',
  revision: 3,
  states:
    'The periods occur in practical settings as well (another width, momentum, trainable affine parameters and last ' +
    'layer, noise on the inputs), provided that the network can fit the data.',
  source: { paper, at: 'abstract', reading: 'abstract' },
  protocol: inPractice,
  tiers: {
    smoke: { steps: 2000 } satisfies Size,
    standard: { steps: 5000 } satisfies Size,
  },
  arms: {
    narrower: trainingRuns(practical.narrower),
    momentum: trainingRuns(practical.momentum),
    trainable: trainingRuns(practical.trainable),
    augmented: trainingRuns(practical.augmented),
    plain: trainingRuns({ learningRate: 1, weightDecay: 0.01 }),
    tooNarrow: trainingRuns({ ...practical.narrower, width: 4 }),
    tooNoisy: trainingRuns({ ...practical.augmented, inputNoise: 1 }),
    narrowerNoDecay: withoutDecay(practical.narrower),
    momentumNoDecay: withoutDecay(practical.momentum),
    trainableNoDecay: withoutDecay(practical.trainable),
    augmentedNoDecay: withoutDecay(practical.augmented),
  },
  measure: (trajectory: Trajectory) => ({
    events: measure(trajectory).events,
    medianLoss: secondHalf(trajectory).medianLoss,
  }),
  effect: {
    name: 'destabilizations in the setting with fewest',
    unit: 'events',
    of: ({ narrower, momentum, trainable, augmented }) =>
      Math.min(narrower.events, momentum.events, trainable.events, augmented.events),
    rule: 'exceeds',
    margin: 2,
    because: 'three is the least number that can be called repeated',
  },
  also: [
    {
      name: 'destabilizations where the data cannot be fitted',
      unit: 'events',
      of: ({ tooNarrow, tooNoisy }) => Math.max(tooNarrow.events, tooNoisy.events),
      rule: 'staysBelow',
      margin: 1,
      because: 'the statement is that there are none',
    },
  ],
  requires: triedInVain('tooNarrow', 'tooNoisy'),
  controls: {
    'no weight decay': [
      { replace: 'narrower', with: 'narrowerNoDecay' },
      { replace: 'momentum', with: 'momentumNoDecay' },
      { replace: 'trainable', with: 'trainableNoDecay' },
      { replace: 'augmented', with: 'augmentedNoDecay' },
    ],
    'the plain network, which fits the data, in place of the one that is too narrow': {
      replace: 'tooNarrow',
      with: 'plain',
    },
    'no noise, without which the data can be fitted': { replace: 'tooNoisy', with: 'plain' },
  },
  curves,
});
