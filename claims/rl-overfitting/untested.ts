import type { Untested } from 'claimcheck';

export const untested: Untested = {
  capacity: {
    at: 'section 3.3; Tables 2 and 3',
    because:
      'that agents of a given size fail to memorise 10000 levels with random signs, and larger ones do better, takes 1e9 steps each',
  },
  tunnels: {
    at: 'section 3.2; appendix B',
    because: 'the generator of inner walls is not described; obstacles are in `rl-overfitting/difficulty`',
  },
};
