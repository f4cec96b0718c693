import type { Untested } from 'claimcheck';

export const untested: Untested = {
  'conditions of the norm theorem': {
    at: 'abstract of version 1 ("under some conditions")',
    because:
      'the theorem was not read; `norm-increases`, `norm-orthogonal` and `norm-linear` hold under conditions of ours, and ' +
      '`norm-any-data` shows that some are needed',
  },
  'assumptions of the theorem in two dimensions': {
    at: 'abstract of version 2',
    because: 'the theorem was not read; `d2-global` and `d2-convergence` are under assumptions of ours',
  },
  'the experiments of the paper': {
    at: 'experiments',
    because: 'data set, initial weights and figures were not read; `no-reactivation` is on data of ours',
  },
};
