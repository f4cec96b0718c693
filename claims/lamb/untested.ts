import type { Untested } from '#claim';

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
};
