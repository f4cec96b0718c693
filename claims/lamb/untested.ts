import type { Untested } from 'claimcheck';

export const untested: Untested = {
  'the rate of LAMB with a second moment': {
    at: 'theorem 3, beta2 > 0',
    because:
      'its bound needs a bound of all gradients, and was not re-derived; beta2 = 0 is in `lamb/convergence`',
  },
  '76 minutes': {
    at: 'abstract; Table 1',
    because: 'wall time of a TPU pod; the number of steps is in `lamb/speed`',
  },
  'LAMB is ahead of AdamW and momentum': {
    at: 'Table 3',
    because:
      'tuned at the large batch both come within 0.1 nats (0.071 and 0.122 against 0.055), as Nado et al. ' +
      '(arXiv:2102.06356) report at scale; that LAMB does as well as the best of them is `lamb/both-families`',
  },
  'warm-up is needed': {
    at: 'Tables 4 and 5',
    because: 'without it LAMB was slightly better here (0.046 against 0.055 nats on 8 development seeds)',
  },
  'batches of 64K and 32K in two stages': {
    at: 'Table 1',
    because: 'sequences get longer in the second stage; ours have one length',
  },
  'the norm of a layer and the correction of the bias make no difference': {
    at: 'appendix (from memory, unconfirmed)',
    because: 'differences of less than a tenth of a point, which no scale here resolves',
  },
};
