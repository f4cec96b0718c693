import type { Untested } from 'claimcheck';

export const untested: Untested = {
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
  'tables on CIFAR-10 and ImageNet': {
    at: 'section 5',
    because:
      'their numbers are not known; `bn-regularization/cnn-batch` has ResNet-18 on CIFAR-10 as its paper tier, downsampled ' +
      'ImageNet is not among the data sets',
  },
  'batch normalization with dropout': {
    at: 'section 5, from memory',
    because: 'not tried: what the paper states of the combination was not read',
  },
};
