import type { Untested } from 'claimcheck';

export const untested: Untested = {
  'periods with Adam': {
    at: 'abstract, practical settings',
    because:
      "the authors' code has no Adam, and no rule was found for it: with coupled decay and learning rate 1e-3 the MLP had 0 or 1 " +
      'event in 1500 steps, with decoupled decay (learning rate 0.01, decay 1) 2 to 4',
  },
  'an effective learning rate at which periods end': {
    at: 'phase diagram of the figure',
    because:
      'with full batches it is no sharp constant: at the onsets of the MLP the central 90 % lie between 0.01 and 25, because the ' +
      'instability grows from a tiny gradient while the rate goes on rising; `phases` holds learning rate times sharpness ' +
      'against 2 in its place',
  },
  'periods on CIFAR-100 and in ResNet-18': {
    at: 'figures of the body, not read',
    because: 'the paper tier has the ConvNet on CIFAR-10 alone',
  },
};
