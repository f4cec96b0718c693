import type { Protocol } from 'claimcheck';

const optimizer =
  'Adam at a rate of 0.01 with a projection after every step in place of an optimizer that was not read';

/** One hidden layer on a function of one variable: the paper's examples are small regression problems. */
export const onTheLine: Protocol = {
  fidelity: 'scaled',
  generated: true,
  differences: [
    'sin(2 pi x) at 100 even points in place of regression problems that were not read',
    'one hidden layer of at most 20 neurons in place of sizes that were not read',
    optimizer,
  ],
};

/** The same of two variables. */
export const inThePlane: Protocol = {
  fidelity: 'scaled',
  generated: true,
  differences: [
    'sin(pi x) sin(pi y) at 21 x 21 points in place of regression problems that were not read',
    'one hidden layer of at most 40 neurons in place of sizes that were not read',
    optimizer,
  ],
};
