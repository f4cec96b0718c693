import type { Untested } from 'claimcheck';

export const untested: Untested = {
  'conditions of the norm theorem': {
    at: 'abstract of version 1 ("under some conditions")',
    because:
      'the theorem was not read; `norm-increases`, `norm-orthogonal` and `norm-linear` hold under conditions of ours, and ' +
      '`norm-any-data` shows that some are needed',
  },
  'assumptions of the theorem in two dimensions': {
    at: 'abstract of version 2; a line that the authors commented out in its source',
    because:
      'the theorem was not read; it has an assumption, under which experiments of the authors find no convergence above two ' +
      'dimensions, and `d2-global` and `d2-convergence` are under assumptions of ours',
  },
  'the experiments of the paper': {
    at: 'experiment, by a summary of others',
    because:
      'one data set, on which a linear and a ReLU neuron come to the same point; data, initial weights and figures were not ' +
      'read, and `no-reactivation` is on data of ours',
  },
};
