import type { Protocol } from 'claimcheck';

/**
 * Linear networks on data without memory, which are the model of the paper itself. `size`: states and training
 * sequences; `differences`: those of the claim.
 */
export const linear = (size: string, ...differences: readonly string[]): Protocol => ({
  fidelity: 'scaled',
  generated: true,
  differences: [
    ...differences,
    `${size} in place of any size`,
    'at most 40,000 steps of 0.02, of gradients of norm 1 at most, in place of the limit of training',
    'sequences up to four times as long as those of the training in place of any length',
  ],
});

export const small = 'a state of 10 numbers and training sequences of 5';
export const symmetry =
  'symmetric starts, by a reconstruction, in place of the assumptions on the initialization, which were not read';
export const finite = '64 Gaussian sequences in place of infinitely many';
