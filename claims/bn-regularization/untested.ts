import type { Untested } from 'claimcheck';

export const untested: Untested = {
  'batch normalization itself at large learning rates': {
    at: 'abstract, second point',
    because:
      '`bn-regularization/effective-lr` and `bn-regularization/max-lr` have weight normalization, with and without gamma decay, in its ' +
      'place, as the analysis does; a student with batch statistics was not held against a plain one',
  },
  "the paper's own decay for its batches": {
    at: 'section 4, caption of Fig. 1',
    because:
      'batches of 32 beside a decay of 1/64, which is 1 / (2 M), and of 0.25; `bn-regularization/generalization-bn` has batches of 15 ' +
      'beside 3 / (4 M), the strength that Theorem 1 gives for a linear unit',
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
      '`bn-regularization/cnn-batch` has ResNet-18 on it as its paper tier, which was not run. A second data set, downsampled ' +
      'ImageNet, is remembered only: nothing that was found names it',
  },
  'batch normalization with dropout': {
    at: 'list of contributions, by a digest of others',
    because:
      'not tried: that dropout after batch normalization was trained is known, what came of it was not read',
  },
};
