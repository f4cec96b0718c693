import { defineClaim, type Trajectory } from 'claimcheck';
import { mean, stepAngle } from 'claimcheck/measure';
import { paper } from './paper.ts';
import { fullBatch } from './protocol.ts';
import { secondHalf, triedInVain } from './second-half.ts';
import { curves, type Size, trainingRuns } from './setting.ts';

const setting = { learningRate: 1, weightDecay: 0.02 };

/** Of the second half: how calm it is, and what share of the weight decay the gradients make good. */
function measure(trajectory: Trajectory) {
  const { norm, gradientNorm } = trajectory.series as Record<'norm' | 'gradientNorm', ArrayLike<number>>;
  const angles = stepAngle({ ...setting, norm, gradientNorm });
  const growth = mean(angles.subarray(angles.length / 2).map((angle) => -Math.log(Math.cos(angle))));
  const decay = -Math.log(1 - setting.learningRate * setting.weightDecay);
  return { ...secondHalf(trajectory), balance: growth / decay };
}

const lossBecause =
  'in equilibrium the loss stays within a factor of 2 (0.3 decades); a period spans the 1.5 decades of an event';
const normBecause =
  'in equilibrium the norm hovers within a small factor; a period is a fall and a throw by a large one';

export default defineClaim({
  id: 'periodic-bn-wd/generalizes-equilibrium',
  revision: 3,
  states:
    'Equilibrium and periods are one mechanism: where the gradient cannot become small, because the data cannot be ' +
    'fitted, norm and loss settle; where it can, they go in periods.',
  source: { paper, at: 'abstract, last sentence', reading: 'abstract', version: 'arXiv v3' },
  protocol: fullBatch,
  tiers: { smoke: { steps: 1500 } satisfies Size, standard: { steps: 6000 } satisfies Size },
  arms: {
    fitted: trainingRuns(setting),
    narrow: trainingRuns({ ...setting, width: 4 }),
    noisy: trainingRuns({ ...setting, inputNoise: 1 }),
    lessNarrow: trainingRuns({ ...setting, width: 24 }),
    lessNoisy: trainingRuns({ ...setting, inputNoise: 0.1 }),
    narrower: trainingRuns({ ...setting, width: 3 }),
    narrowNoDecay: trainingRuns({ ...setting, weightDecay: 0, width: 4 }),
    noisyNoDecay: trainingRuns({ ...setting, weightDecay: 0, inputNoise: 1 }),
  },
  measure,
  effect: {
    name: 'spread of the loss where the data cannot be fitted, the larger of two ways',
    unit: 'decades (standard deviation)',
    of: ({ narrow, noisy }) => Math.max(narrow.spread, noisy.spread),
    rule: 'staysBelow',
    margin: 0.3,
    because: lossBecause,
  },
  also: [
    {
      name: 'largest over smallest norm there',
      unit: 'ratio',
      of: ({ narrow, noisy }) => Math.max(narrow.normRatio, noisy.normRatio),
      rule: 'staysBelow',
      margin: 5,
      because: normBecause,
    },
    {
      name: 'growth of the norm by gradients there over what weight decay takes, the smaller',
      unit: 'ratio',
      of: ({ narrow, noisy }) => Math.min(narrow.balance, noisy.balance),
      rule: 'exceeds',
      margin: 0.75,
      because:
        'in equilibrium gradients make good what weight decay takes, but for what the norm still drifts by',
    },
    {
      name: 'spread of the loss where they can',
      unit: 'decades (standard deviation)',
      of: ({ fitted }) => fitted.spread,
      rule: 'exceeds',
      margin: 0.5,
      because: lossBecause,
    },
    {
      name: 'largest over smallest norm there, fitted',
      unit: 'ratio',
      of: ({ fitted }) => fitted.normRatio,
      rule: 'exceeds',
      margin: 5,
      because: normBecause,
    },
  ],
  requires: triedInVain('narrow', 'noisy'),
  controls: {
    'no weight decay where the data cannot be fitted': [
      { replace: 'narrow', with: 'narrowNoDecay' },
      { replace: 'noisy', with: 'noisyNoDecay' },
    ],
    'a width of 24, which can fit the data, in place of 4': { replace: 'narrow', with: 'lessNarrow' },
    'a tenth of the noise, with which the data can be fitted': { replace: 'noisy', with: 'lessNoisy' },
    'a width of 3, which cannot fit the data, in place of 32': { replace: 'fitted', with: 'narrower' },
  },
  curves,
});
