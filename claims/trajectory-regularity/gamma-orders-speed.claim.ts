import { defineClaim } from 'claimcheck';
import { rankCorrelation } from 'claimcheck/measure';
import { paper } from './paper.ts';
import { mlp } from './protocol.ts';
import type { Size } from './setting.ts';
import { byTraining, numbered, techniques } from './techniques.ts';

/** The order of twelve trainings by gamma and by speed, one rank correlation per seed. */
export default defineClaim({
  id: 'trajectory-regularity/gamma-orders-speed',
  revision: 2,
  states: "From He's start, over all training techniques, a larger gamma goes with faster convergence.",
  source: {
    paper,
    at: 'abstract, third and fourth finding together',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  protocol: mlp,
  expected: 'inconclusive: non-specific',
  finding:
    'True, but not of the directions that gamma is about: random walks with the same step lengths and losses are ordered ' +
    'by their gamma just as well.',
  tiers: {
    smoke: { steps: 300 } satisfies Size,
    standard: { steps: 1000 } satisfies Size,
  },
  arms: {
    gamma: techniques('run', 'gammaMedian'),
    cosine: techniques('run', 'cosMedian'),
    walk: techniques('walk', 'gammaMedian'),
  },
  measure: ({ series }) => ({
    order: rankCorrelation(series['regularity']!, series['meanLoss']!),
    ...numbered('regularity', series['regularity']!),
    ...numbered('meanLoss', series['meanLoss']!),
  }),
  effect: {
    name: 'rank correlation of median gamma and mean loss over twelve trainings',
    unit: '1',
    of: ({ gamma }) => gamma.order,
    rule: 'staysBelow',
    margin: -0.5,
    because: 'a correlation that is called one; -0.5 is at the 5 % level of twelve unrelated pairs',
  },
  controls: {
    'the cosine of the update in place of gamma': { replace: 'gamma', with: 'cosine' },
    'gamma of random walks with the same step lengths and losses': { replace: 'gamma', with: 'walk' },
  },
  figures: {
    'loss against gamma, of the runs and of random walks': {
      x: { label: 'median gamma of a training, then of its random walk', scale: 'log' },
      y: { label: 'mean loss of the training (nats)' },
      lines: ({ gamma, walk }) => byTraining(gamma, walk),
    },
  },
  curves: {
    regularity: { label: 'median gamma, or what stands in for it, by training' },
    meanLoss: { label: 'mean loss by training (nats)' },
  },
});
