import type { Untested } from 'claimcheck';

export const untested: Untested = {
  'hidden layers in the information plane': {
    at: 'abstract; appendix 7 takes the output',
    because:
      'at bins of 0.05 each of two hidden layers of 64 units tells 127 or all of 128 inputs apart before any training (5 networks): ' +
      'the information is at its most from the start; `frequency-principle/information-plane` has the output',
  },
  "the network's own high frequencies stay small": {
    at: 'what it says of good generalization, of which the abstract alone was read',
    because:
      'not tried: `frequency-principle/generalization` has the test accuracy alone, not the spectrum between the training points',
  },
  'convolutional networks': {
    at: 'abstract, layer structures; companion paper (arXiv:1901.06523), abstract',
    because: 'every network here is fully connected, in `frequency-principle/setups` as well',
  },
  'MNIST, CIFAR-10 and VGG-16': {
    at: 'companion paper (arXiv:1901.06523), abstract',
    because:
      'MNIST is the paper tier of `frequency-principle/high-dim`, which was not run to its end; the others take a GPU',
  },
  'large initial weights weaken the order': {
    at: "a book of the first author's, not the paper",
    because:
      'what the book shows is a bad test error at a good training error; here they only compress the order in tanh networks ' +
      '(the highest frequency after 6 in place of 51 times the steps of the lowest, ' +
      'at a first layer of 20 times the usual weights); the clean case of it, sines of large frequency, is a control of ' +
      '`frequency-principle/low-first`, `frequency-principle/image` and `frequency-principle/setups`',
  },
  'the Ricker activation changes the order': {
    at: "a book of the first author's, not the paper",
    because:
      'the book keeps the order for a wide Ricker function (0.3) and has none for a narrow one (0.1), without a number for the order; in ' +
      'development it was kept on 2 of 5 seeds, neither there nor gone',
  },
  'losses with derivatives change the order': {
    at: "a book of the first author's, not the paper",
    because:
      'not tried: the book adds the mean squared error of the first derivative, weight 1, for sin x + sin 3x + sin 5x, and has high ' +
      'frequencies converge faster',
  },
  'projection on the first principal component of MNIST': {
    at: 'companion paper (arXiv:1901.06523)',
    because:
      'no order was seen over k = 1 to 11 on 5 seeds (errors of 0.49 to 0.66 after one epoch, 0.19 to 0.33 after three, flat ' +
      "in k), but on all labels and inputs scaled to [0, 1]; the first author's programs, which we know by now, take one class, the " +
      'projection as it is, and peaks of its spectrum at k below 0.35. The filtering method is in `frequency-principle/high-dim`',
  },
};
