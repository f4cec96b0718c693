import type { Untested } from 'claimcheck';

export const untested: Untested = {
  "the theorem's own assumptions on the initialization": {
    at: 'abstract, fifth sentence',
    because:
      'the text of the theorem was not read; symmetric starts, for which the conclusion can be derived, are in `gd-converges`',
  },
  'numbers of the experiments': {
    at: 'experiments, which were not read',
    because:
      'sizes, lengths and figures of the experiments are not known here; a comparison of our own is in `nonlinear`',
  },
};
