import type { Untested } from 'claimcheck';

export const untested: Untested = {
  "the paper's own noisy Rayleigh quotient": {
    at: 'body, not found',
    because:
      'its definition, theorems and constants were not found; the claims are on a quotient that we reconstructed from the ' +
      'abstract',
  },
  'real data sets': {
    at: 'abstract, last part',
    because:
      'which ones, and what was measured on them, was not found; `normalized-sgd/escape-networks` and `equilibrium-networks` train on ' +
      'procedural points, and the paper tier of the latter, CIFAR-10, was not run',
  },
  'the norm of equilibrium in networks': {
    at: 'Wan et al. (arXiv:2006.08419), theory of the equilibrium',
    because:
      'it depends on the size of the gradient, which a network does not hold still: in development 1.00 of the theory without ' +
      'momentum and 0.98 with; `normalized-sgd/relaxation` and `equilibrium-map` hold it on the quotient',
  },
  'a rise of the raw loss after a cut in networks': {
    at: 'abstract, last part',
    because:
      'not reliable at this size: in development 6 of 8 networks rose, by 0.005 nats of 0.90 on average, because the loss at the ' +
      'lower rate is still falling for other reasons; `normalized-sgd/escape-networks` compares with rescaled weights in its place',
  },
  'equilibrium on ImageNet and MSCOCO': {
    at: 'Wan et al. (arXiv:2006.08419), abstracts',
    because:
      'neither is among the data sets, and no measured angle of theirs was found; the ' +
      'paper tier of `normalized-sgd/equilibrium-networks` is CIFAR-10',
  },
};
