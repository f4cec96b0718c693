import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { trained } from './setting.ts';

export default defineClaim({
  id: 'example-paper/example-claim',
  revision: 1,
  states: 'A layer of rectified linear units separates two moons better than a linear classifier does.',
  source: { paper, at: 'Fig. 1', reading: 'body' },
  protocol: {
    fidelity: 'proxy',
    differences: ['two moons in place of images', 'one hidden layer of 16 units'],
  },
  tiers: {
    smoke: { samples: 200, steps: 300, seeds: 16 },
    standard: { samples: 500, steps: 1000, seeds: 32 },
  },
  arms: {
    mlp: trained('mlp'),
    linear: trained('linear'),
    shuffled: trained('mlp', { shuffled: true }),
  },
  measure: ({ values }) => ({ accuracy: values['accuracy']! }),
  effect: {
    name: 'gain',
    unit: 'points',
    of: ({ mlp, linear }) => mlp.accuracy - linear.accuracy,
    rule: 'exceeds',
    margin: 4,
    because:
      'an example: a real margin comes from the numbers of the paper, or from what its statement means',
  },
  requires: [
    {
      name: 'accuracy of the linear classifier',
      unit: '%',
      of: ({ linear }) => linear.accuracy,
      rule: 'exceeds',
      margin: 70,
      because: 'guessing gives 50; a classifier that was not trained would make any network look good',
    },
  ],
  controls: { 'shuffled labels': { replace: 'mlp', with: 'shuffled' } },
  curves: { loss: { label: 'training loss (nats)' } },
});
