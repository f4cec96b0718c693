import type { Untested } from 'claimcheck';

export const untested: Untested = {
  'a larger effective learning rate': {
    at: 'abstract, second point',
    because:
      'seen is the contrary: in `bn-regularization/batch-norm-rates` the weights grow until the effective rate is 0.03 to 0.16 ' +
      '(8 development seeds, rates 0.7 to 10), where a plain student takes up to 0.48. What the paper compares was not read',
  },
  'students with ReLU units': {
    at: 'sections 3 and 4',
    because:
      'their fixed points and learning curves were not read, and have not been derived anew; a smooth ReLU is among the units of ' +
      '`bn-regularization/decomposition`',
  },
  'the error from statistical mechanics': {
    at: 'section 4',
    because:
      'the formula of the paper was not read; for a linear unit ridge regression gives it exactly, ' +
      '`bn-regularization/ridge` and `bn-regularization/generalization`',
  },
  'convolutional networks': {
    at: 'abstract, last sentence',
    because:
      'the networks here are fully connected, on clusters; the paper has CIFAR-10, with numbers that are not known, and ' +
      '`bn-regularization/network-batch` has ResNet-18 on it as its paper tier, which was not run. A second data set, downsampled ' +
      'ImageNet, is remembered only: nothing that was found names it',
  },
  'batch normalization with dropout': {
    at: 'list of contributions, by a digest of others',
    because:
      'not tried: that dropout after batch normalization was trained is known, what came of it was not read',
  },
};
