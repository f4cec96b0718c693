import { defineClaim } from 'claimcheck';
import runs from './models.runs.ts';
import { paper } from './paper.ts';
import { protocol } from './protocol.ts';

export default defineClaim({
  id: 'mnist-1d/accuracies',
  revision: 1,
  states:
    'On MNIST-1D a linear classifier reaches 32 %, a multilayer perceptron 68 % and a convolutional network 94 %.',
  source: { paper, at: 'table 1' },
  protocol,
  ...runs.of('linear', 'mlp', 'convnet', 'deepLinear', 'shuffled'),
  effect: {
    name: 'accuracy of the linear classifier',
    unit: '%',
    of: ({ linear }) => linear.accuracy,
    rule: 'between',
    margin: [27, 37],
    because: 'five points on either side of 32 %: a test set of 1000 has a deviation of 1.5',
  },
  also: [
    {
      name: 'accuracy of the perceptron',
      unit: '%',
      of: ({ mlp }) => mlp.accuracy,
      rule: 'between',
      margin: [63, 73],
      because: 'five points on either side of 68 %',
    },
    {
      name: 'accuracy of the convolutional network',
      unit: '%',
      of: ({ convnet }) => convnet.accuracy,
      rule: 'between',
      margin: [89, 99],
      because: 'five points on either side of 94 %',
    },
  ],
  controls: {
    'shuffled sequences': { replace: 'convnet', with: 'shuffled' },
    'no rectification': { replace: 'mlp', with: 'deepLinear' },
  },
});
