import { defineClaim } from 'claimcheck';
import runs from './models.runs.ts';
import { paper } from './paper.ts';
import { protocol } from './protocol.ts';

export default defineClaim({
  id: 'mnist-1d/convnet-over-mlp',
  revision: 1,
  states:
    'On MNIST-1D a convolutional network is far more accurate than a multilayer perceptron, and no longer when the points of ' +
    'the sequences are shuffled.',
  source: { paper, at: 'table 1: 94 % against 68 %, and 56 % on shuffled sequences' },
  protocol,
  ...runs.of('convnet', 'mlp', 'shuffled'),
  effect: {
    name: 'gain',
    unit: 'points',
    of: ({ convnet, mlp }) => convnet.accuracy - mlp.accuracy,
    rule: 'exceeds',
    margin: 13,
    because: 'half of the 26 points of the paper',
  },
  requires: [
    {
      name: 'accuracy of the perceptron',
      unit: '%',
      of: ({ mlp }) => mlp.accuracy,
      rule: 'exceeds',
      margin: 50,
      because: 'half way from what the linear classifier reaches to the 68 % of the paper',
    },
  ],
  controls: { 'shuffled sequences': { replace: 'convnet', with: 'shuffled' } },
});
