import type { Untested } from 'claimcheck';

export const untested: Untested = {
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
