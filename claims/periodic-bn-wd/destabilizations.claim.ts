import { defineClaim } from '#claim';
import { paper } from './paper.ts';
import { curves, trainingRuns, measure, type Size } from './setting.ts';

/** The phenomenon itself, against the three ways of taking its mechanism away. */
export default defineClaim({
  id: 'periodic-bn-wd/destabilizations',
  revision: 1,
  states:
    'With batch normalization, weight decay and a constant learning rate, training goes through repeated ' +
    'destabilizations of the loss at roughly regular intervals.',
  source: { paper, at: 'abstract; figure of the introduction' },
  tiers: {
    smoke: { steps: 1500, seeds: 16 } satisfies Size,
    standard: { steps: 3000 } satisfies Size,
  },
  arms: {
    bnWd: trainingRuns({ learningRate: 1, weightDecay: 0.02 }),
    noWeightDecay: trainingRuns({ learningRate: 1, weightDecay: 0 }),
    noBatchNorm: trainingRuns({ learningRate: 0.3, weightDecay: 0.03, normalized: false }),
    sphere: trainingRuns({ learningRate: 1, weightDecay: 0, norm: 'sphere' }),
  },
  measure,
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
    'no weight decay': { bnWd: 'noWeightDecay' },
    'no batch normalization': { bnWd: 'noBatchNorm' },
    'norm fixed on the sphere': { bnWd: 'sphere' },
  },
  curves,
});
