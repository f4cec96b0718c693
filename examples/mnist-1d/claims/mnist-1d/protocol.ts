import type { Protocol } from 'claimcheck';

const drawn = 'a data set drawn for every seed in place of the one of the authors';
const batches = 'batches in an order that changes every epoch in place of a fixed one';
const width = 'a perceptron of 256 hidden units a layer in place of 100';

/** The data are generated in the paper as here; 100 units, a fixed order and 6000 steps are those of its notebooks. */
const scaled = (...differences: readonly string[]): Protocol => ({
  fidelity: 'scaled',
  generated: true,
  differences: [...differences, width, drawn, batches],
});

export const protocol = {
  smoke: scaled('2000 steps in place of 6000'),
  standard: scaled(),
};
