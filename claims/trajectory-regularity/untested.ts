import type { Untested } from 'claimcheck';

export const untested: Untested = {
  'updates that are well aligned with the trajectory': {
    at: 'abstract, what the third and fourth finding are said to imply, and last sentence',
    because:
      'the alignment is measured, but no claim compares it with and without a technique; for batch normalization in the MLP it ' +
      'does not follow: gamma is there that of a random walk with the same step lengths and losses',
  },
  'the order of the nonlinear activations': {
    at: 'experiments with activations, by a summary of the paper',
    because:
      'which activations the paper orders, and how, is not known; ReLU, tanh, ELU and sigmoid are among the twelve trainings ' +
      'of `trajectory-regularity/gamma-orders-speed`',
  },
  'activations in convolutional networks': {
    at: 'experiments with activations, by a summary of the paper',
    because:
      'the textures need no other nonlinearity than max pooling: without activations the network is faster and has the ' +
      'larger gamma (1.16); an MLP is in `trajectory-regularity/activation`',
  },
  AlexNet: {
    at: 'experiments, by a summary of the paper',
    because:
      'its sizes in the paper are not known; it has no technique that VGG-16, which the paper tier trains, has not',
  },
};
