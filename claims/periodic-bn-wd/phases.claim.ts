import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { withSharpness } from './protocol.ts';
import { curves, type Size } from './setting.ts';
import { measurePhases, sharpnessRuns } from './sharpness.ts';

const setting = { learningRate: 1, weightDecay: 0.02 };

export default defineClaim({
  id: 'periodic-bn-wd/phases',
  revision: 3,
  states:
    'In a period the norm falls most of the time and the effective learning rate rises past a critical value, at which ' +
    'training on the sphere becomes unstable; the norm is then thrown up in a short burst of large steps.',
  source: {
    paper,
    at: "phase diagram beside the figure on learning rates (the authors' notebook)",
    reading: 'second-hand',
    reported:
      'the norm falls in 78 % of the epochs between events at learning rate 0.03, in 94 % at 0.01 (read off the figure)',
  },
  protocol: withSharpness,
  tiers: {
    smoke: { steps: 1000 } satisfies Size,
    standard: { steps: 3000 } satisfies Size,
  },
  arms: {
    bnWd: sharpnessRuns(setting),
    shifted: sharpnessRuns({ ...setting, shiftedEvery: 60 }),
    shiftedNoDecay: sharpnessRuns({ ...setting, weightDecay: 0, shiftedEvery: 60 }),
  },
  measure: measurePhases(setting),
  effect: {
    name: 'steps between the first and the last event at which the norm falls',
    unit: 'share',
    of: ({ bnWd }) => bnWd.fallingShare,
    rule: 'exceeds',
    margin: 0.9,
    because:
      'the statement says most of the time and a short burst: nine steps to one. The figure has 0.94 of the epochs at learning ' +
      'rate 0.01 and 0.78 at 0.03, so that this is about full batches here, not about that run',
  },
  also: [
    {
      name: 'events at whose start learning rate times sharpness is above 2',
      unit: 'share',
      of: ({ bnWd }) => bnWd.unstableShare,
      rule: 'exceeds',
      margin: 0.8,
      because:
        'gradient descent on a quadratic is unstable above 2; one event in five may start within the grid of steps',
    },
    {
      name: 'learning rate times sharpness between events, median',
      unit: 'ratio',
      of: ({ bnWd }) => bnWd.calmSharpness,
      rule: 'staysBelow',
      margin: 2,
      because: 'below 2 gradient descent on a quadratic is stable',
    },
    {
      name: 'events with a step that turns the weights by a cosine below 0.9',
      unit: 'share',
      of: ({ bnWd }) => bnWd.jumpShare,
      rule: 'exceeds',
      margin: 0.5,
      because: 'between events the cosine is 0.999 or more; the statement asks for a jump in most of them',
    },
  ],
  controls: {
    'losses thrown up by exchanged inputs, before the rate is critical': { replace: 'bnWd', with: 'shifted' },
    'the same without weight decay': { replace: 'bnWd', with: 'shiftedNoDecay' },
  },
  curves: {
    ...curves,
    rateTimesSharpness: { label: 'learning rate x sharpness (unstable above 2)' },
  },
});
