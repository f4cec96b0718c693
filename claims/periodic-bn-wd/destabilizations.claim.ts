import { defineClaim } from 'claimcheck';
import { measureScaled, paperSize, scaledRuns, type ScaledSize } from './image-runs.ts';
import { paper } from './paper.ts';
import { fullBatch } from './protocol.ts';
import { curves } from './setting.ts';

/** The paper's learning rate and decay; between them and the images only the network differs from arm to arm. */
const large = { learningRate: 0.03, weightDecay: 1e-3 };

/** The phenomenon itself, against the three ways of taking its mechanism away. */
export default defineClaim({
  id: 'periodic-bn-wd/destabilizations',
  revision: 2,
  states:
    'With batch normalization, weight decay and a constant learning rate, training goes through repeated ' +
    'destabilizations of the loss at roughly regular intervals.',
  source: {
    paper,
    at: "abstract; figure on learning rates (the authors' notebook)",
    reading: 'abstract',
    version: 'arXiv v3',
    reported:
      '15 events in 1000 epochs at learning rate 0.03, one in 64 with variation 0.32, and 4 at 0.01 (read off the figure)',
  },
  protocol: { smoke: fullBatch, standard: fullBatch },
  tiers: {
    smoke: { steps: 1500 } satisfies ScaledSize,
    standard: { steps: 3000 } satisfies ScaledSize,
    paper: { ...paperSize, seeds: 3 } satisfies ScaledSize,
  },
  arms: {
    bnWd: scaledRuns({ learningRate: 1, weightDecay: 0.02 }, large),
    noWeightDecay: scaledRuns({ learningRate: 1, weightDecay: 0 }, { ...large, weightDecay: 0 }),
    noBatchNorm: scaledRuns(
      { learningRate: 0.3, weightDecay: 0.03, normalized: false },
      { ...large, normalized: false },
    ),
    sphere: scaledRuns(
      { learningRate: 1, weightDecay: 0, norm: 'sphere' },
      { ...large, weightDecay: 0, norm: 'sphere' },
    ),
  },
  measure: measureScaled,
  effect: {
    name: 'destabilizations',
    unit: 'events',
    of: ({ bnWd }) => bnWd.events,
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
      because: 'halfway between a clock (0) and events that come at random (1)',
    },
  ],
  controls: {
    'no weight decay': { replace: 'bnWd', with: 'noWeightDecay' },
    'no batch normalization': { replace: 'bnWd', with: 'noBatchNorm' },
    'norm fixed on the sphere': { replace: 'bnWd', with: 'sphere' },
  },
  curves,
});
