import type { Untested } from 'claimcheck';

export const untested: Untested = {
  'less dependence on the initial weights': {
    at: 'a note of others on version 2; not in the abstract',
    because:
      'too noisy: over weights of 0.1, 1 and 10 times the usual scale the mean error ranges 0.62 times as widely as in the ' +
      'full space (median of 16 seeds of 64 networks each), but only 10 of 16 seeds are below 0.7, where drawing the free ' +
      'networks again gives 1.0',
  },
  'the number of neurons that the reduced network needs': {
    at: 'bounds in the text, which could not be read',
    because:
      'what the paper states is not known; that one more is enough (ReLU), or as many (binary), is ours and part of ' +
      '`relu-reduced-space/relu-equivalence` and `relu-reduced-space/binary-equivalence`',
  },
};
