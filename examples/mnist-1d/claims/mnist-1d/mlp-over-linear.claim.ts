import { defineClaim } from 'claimcheck';
import runs from './models.runs.ts';
import { paper } from './paper.ts';
import { protocol } from './protocol.ts';

export default defineClaim({
  id: 'mnist-1d/mlp-over-linear',
  revision: 1,
  states: 'On MNIST-1D a multilayer perceptron is far more accurate than a linear classifier.',
  source: { paper, at: 'table 1: 68 % against 32 %' },
  protocol,
  ...runs.of('mlp', 'linear', 'deepLinear'),
  effect: {
    name: 'gain',
    unit: 'points',
    of: ({ mlp, linear }) => mlp.accuracy - linear.accuracy,
    rule: 'exceeds',
    margin: 18,
    because: 'half of the 36 points of the paper',
  },
  requires: [
    {
      name: 'accuracy of the linear classifier',
      unit: '%',
      of: ({ linear }) => linear.accuracy,
      rule: 'exceeds',
      margin: 20,
      because: 'twice what guessing gives: the linear classifier was trained',
    },
  ],
  controls: { 'no rectification': { replace: 'mlp', with: 'deepLinear' } },
});
