import type { Untested } from 'claimcheck';

export const untested: Untested = {
  'additive expansion': {
    at: 'section 3, (q, xi)-constant expansion',
    because:
      'its definition and bounds are unconfirmed, and a wrong constant could not be told from a wrong theorem',
  },
  'dependence of the sample complexity on margin and Lipschitz constants': {
    at: 'abstract; finite-sample guarantees',
    because:
      'the bounds are in terms of all-layer margins with unconfirmed constants; how they fall with n is in ' +
      '`self-training-expansion/sample-complexity`',
  },
  'expansion of natural images': {
    at: 'experiments (unconfirmed)',
    because: 'estimated on samples of a generative model of images',
  },
};
