import type { Protocol } from 'claimcheck';

/** Of the information plane. */
export const roundedWaves: Protocol = {
  fidelity: 'scaled',
  generated: true,
  differences: [
    'two waves, rounded to halves, in place of the function x on [-1, 1], rounded',
    'Adam in place of gradient descent, both of full batches',
    'at most 6000 steps of two hidden layers of at most 128 units in place of sizes that were not read',
  ],
};
