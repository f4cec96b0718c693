import { defineClaim } from 'claimcheck';
import { cubes, type Size } from './cubes.ts';
import { paper } from './paper.ts';

/** Networks do worse than this on parity: the neighbours of a point have the other label. That is no success of others. */
const guessing = 0.5;

/** What is low in frequency generalizes; parity and random labels are fitted as well, and do not. */
export default defineClaim({
  id: 'frequency-principle/generalization',
  revision: 2,
  states:
    'Networks generalize well on functions that low frequencies dominate, and badly on parity and random labels, ' +
    'although they fit the training data of all.',
  source: { paper, at: 'abstract; companion paper (arXiv:1901.06523), abstract', reading: 'abstract' },
  protocol: {
    fidelity: 'proxy',
    differences: [
      'the majority of at most 10 bits in place of real data',
      'random labels of points of a cube in place of randomized data sets',
      'two hidden layers of at most 200 units in place of networks that were not read',
    ],
  },
  tiers: {
    smoke: { bits: 9, hidden: [100, 50], steps: 800, learningRate: 2e-3 } satisfies Size,
    standard: { bits: 10, hidden: [200, 100], steps: 1500, learningRate: 1e-3 } satisfies Size,
  },
  arms: { majority: cubes('majority'), parity: cubes('parity'), random: cubes('random') },
  measure: ({ series }) => ({
    training: Array.from(series['training']!).at(-1)!,
    test: Array.from(series['test']!).at(-1)!,
  }),
  effect: {
    name: 'test accuracy, majority less the best of parity, random labels and guessing',
    unit: 'share of the test points',
    of: ({ majority, parity, random }) => majority.test - Math.max(guessing, parity.test, random.test),
    rule: 'exceeds',
    margin: 0.2,
    because: 'guessing is at 0.5 and perfection at 1: two fifths of the way between them',
  },
  also: [
    {
      name: 'training accuracy, the least of the three',
      unit: 'share of the training points',
      of: ({ majority, parity, random }) => Math.min(majority.training, parity.training, random.training),
      rule: 'exceeds',
      margin: 0.98,
      because: 'all are fitted: no difference between them is one of fitting',
    },
  ],
  controls: {
    'parity in place of majority': [
      { replace: 'majority', with: 'parity' },
      { replace: 'parity', with: 'random' },
    ],
    'random labels in place of majority': [
      { replace: 'majority', with: 'random' },
      { replace: 'random', with: 'parity' },
    ],
  },
  curves: {
    training: { label: 'training accuracy' },
    test: { label: 'test accuracy' },
  },
});
