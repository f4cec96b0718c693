import type { Untested } from 'claimcheck';

export const untested: Untested = {
  'large initial weights weaken the order': {
    at: "outline of a course of the first author's, not the paper",
    because:
      'they only compress it in tanh networks (the highest frequency after 6 in place of 51 times the steps of the lowest, ' +
      'at a first layer of 20 times the usual weights); the clean case of it, sines of large frequency, is a control of ' +
      '`frequency-principle/low-first`, `frequency-principle/image` and `frequency-principle/setups`',
  },
  'the Ricker activation changes the order': {
    at: "outline of a course of the first author's, not the paper",
    because: 'the order was kept on 2 of 5 seeds: neither there nor gone, and no number is stated',
  },
  'losses with derivatives change the order': {
    at: "outline of a course of the first author's, not the paper",
    because: 'which derivatives, with what weight and to what effect is not known',
  },
  'projection on the first principal component of MNIST': {
    at: 'companion paper (arXiv:1901.06523)',
    because:
      'no order was seen over k = 1 to 11 on 5 seeds (errors of 0.49 to 0.66 after one epoch, 0.19 to 0.33 after three, flat ' +
      'in k), but labels and direction of the paper are not known; the filtering method is in `frequency-principle/high-dim`',
  },
};
