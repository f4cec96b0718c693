import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { populationDecay } from './protocol.ts';
import { curves, measure, networkRuns, type Size, tiers } from './setting.ts';

const population = (zeta: number) => networkRuns({ statisticsOver: 'population', zeta });

const sizes: Readonly<Record<'smoke' | 'standard', Size>> = {
  smoke: tiers.smoke,
  standard: { samples: 1024, testSamples: 5000, steps: 1800 },
};

/** Both tiers train for 225 epochs: with many more the layer after them undoes the decay of the gammas. */
export default defineClaim({
  id: 'bn-regularization/network-pn-decay',
  revision: 1,
  states:
    'Networks with population normalization generalise worse than with batch normalization, and gamma decay makes up ' +
    'for it.',
  source: { paper, at: 'abstract, last sentence', reading: 'abstract' },
  protocol: populationDecay,
  expected: 'inconclusive: non-specific',
  finding:
    'Gamma decay closes most of the gap, and so does the same decay of the output weights, which has nothing to do with ' +
    'normalization: any decay helps a network that learns wrong labels.',
  tiers: sizes,
  arms: {
    population: population(0),
    decayed: population(3e-2),
    outputDecayed: networkRuns({ statisticsOver: 'population', zeta: 3e-2, decayOf: 'output weights' }),
    hardlyDecayed: population(1e-3),
    over8: networkRuns({ statisticsOver: 8 }),
  },
  measure,
  effect: {
    name: 'test accuracy of population normalization, with gamma decay less without',
    unit: 'points',
    of: ({ decayed, population: plain }) => decayed.testAccuracy - plain.testAccuracy,
    rule: 'exceeds',
    margin: 1,
    because:
      'one point is the standard error of one run on 2000 test points, and what papers report as a gain',
  },
  also: [
    {
      name: 'test accuracy, batch statistics over 8 samples less population normalization',
      unit: 'points',
      of: ({ over8, population: plain }) => over8.testAccuracy - plain.testAccuracy,
      rule: 'exceeds',
      margin: 1,
      because: 'the same: the gap that decay has to close',
    },
    {
      name: 'share of that gap that decay closes',
      unit: '1',
      of: ({ over8, decayed, population: plain }) =>
        (decayed.testAccuracy - plain.testAccuracy) / (over8.testAccuracy - plain.testAccuracy),
      rule: 'exceeds',
      margin: 0.5,
      because: 'what makes up for a gap closes more of it than it leaves',
    },
  ],
  controls: {
    'the same decay of the output weights': { replace: 'decayed', with: 'outputDecayed' },
    'a decay of 0.001': { replace: 'decayed', with: 'hardlyDecayed' },
  },
  curves,
});
