import type { Untested } from 'claimcheck';

export const untested: Untested = {
  capacity: {
    at: 'section 3.3, figure 2b; section 6, Table 3',
    because:
      'that agents of a given size fail to memorise 10000 levels with random signs, and larger ones do better (training rewards of ' +
      '1.2 convolutional, 1.3 fully connected, 1.6 large convolutional), takes 1e9 steps each',
  },
  tunnels: {
    at: 'section 3.2; appendix B',
    because: 'the generator of inner walls is not described; obstacles are in `rl-overfitting/difficulty`',
  },
};
