import type { Protocol } from 'claimcheck';

/** The paper's network was not read: one of which theory and simulation are known. `differences` are those of the claim. */
export const standIn = (mostWeights: number, ...differences: readonly string[]): Protocol => ({
  fidelity: 'proxy',
  differences: [
    'two Gaussian clusters, a linear output and a squared hinge loss in place of a network and data that were not read',
    ...differences,
    `at most ${mostWeights} weights in place of sizes that were not read`,
    'loads, learning rates and batch fractions, with forces over the fraction, in place of those of the paper',
  ],
});

export const bySimulation = 'temperatures of simulations in place of those of dynamical mean-field theory';
export const perWeight = 'a squared distance per weight in place of a normalization that was not read';
export const byCavity =
  'mean-field equations in discrete time, derived for this network, in place of those of the paper';
