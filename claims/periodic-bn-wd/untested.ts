import type { Untested } from 'claimcheck';

export const untested: Untested = {
  'periods with Adam': {
    at: 'abstract, practical settings',
    because:
      "the authors' code has no Adam, and no rule was found for it: with coupled decay and learning rate 1e-3 the MLP had 0 or 1 " +
      'event in 1500 steps, with decoupled decay (learning rate 0.01, decay 1) 2 to 4',
  },
  'an effective learning rate at which periods end': {
    at: "phase diagram (the authors' notebook)",
    because:
      'it is no sharp constant, in the figure either (2e-4 to 3e-3 at the onsets), and less with full batches: at the onsets of ' +
      'the MLP the central 90 % lie between 0.01 and 25, because the ' +
      'instability grows from a tiny gradient while the rate goes on rising; `phases` holds learning rate times sharpness ' +
      'against 2 in its place',
  },
  'periods on CIFAR-100 and in ResNet-18': {
    at: 'figures of the body',
    because:
      "these figures were not read; the authors' code has both, the paper tier has the ConvNet on CIFAR-10 alone",
  },
  'the presumption of instability as a case of the periods': {
    at: 'abstract, last sentence',
    because:
      'what the paper counts as that presumption was not read; that steps become unstable where the effective rate has grown is in ' +
      '`periodic-bn-wd/phases`, equilibrium in `periodic-bn-wd/generalizes-equilibrium`',
  },
};
