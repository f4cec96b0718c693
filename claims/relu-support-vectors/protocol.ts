import type { Protocol } from 'claimcheck';

const plain = 'a neuron without bias and output weight in place of a form that was not read';

/** Gradient flow of one ReLU neuron under the square loss: the model of the paper itself, on random problems. */
export const neuron = (...differences: readonly string[]): Protocol => ({
  fidelity: 'scaled',
  generated: true,
  differences: [...differences, plain],
});

/** One neuron, or data, in place of what the statement is about. */
export const standIn = (...differences: readonly string[]): Protocol => ({
  fidelity: 'proxy',
  differences: [...differences, plain],
});

export const fromNearZero = 'starts of norm 1e-6 in place of starts that were not read';
