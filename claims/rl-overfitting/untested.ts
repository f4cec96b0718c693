import type { Untested } from 'claimcheck';

export const untested: Untested = {
  capacity: {
    at: 'section 3.3, figure 2b; section 6, Table 3',
    because:
      'that agents of a given size fail to memorise 10000 levels with random signs, and larger ones do better (training rewards of ' +
      '1.2 convolutional, 1.3 fully connected, 1.6 large convolutional), takes 1e9 steps each',
  },
  'levels of stickiness': {
    at: 'appendix D, figures 4 and 18',
    because:
      'that agents of few levels stand a probability of up to 0.99 where the proposed action is repeated, and all agents fail ' +
      'where the executed one is, so that neither tells them apart: no claim yet, and our environment has the second mode alone',
  },
  tunnels: {
    at: 'section 3.2; appendix B',
    because: 'the generator of inner walls is not described; obstacles are in `rl-overfitting/difficulty`',
  },
};
