import type { Protocol } from 'claimcheck';

const quotient =
  "a noisy Rayleigh quotient rebuilt from the abstract in place of the paper's, whose definition was not found";
const points = '8192 points in Gaussian clusters of 4 classes in place of real data sets';

const onQuotient = (...others: readonly string[]): Protocol => ({
  fidelity: 'proxy',
  differences: [quotient, ...others],
});

/** The model of the paper's own theory, as far as it is known. */
export const rebuilt = onQuotient(
  '50 dimensions, gaps of 1 to 2 and noise of 0.3 in place of settings that were not found',
);

export const equalGaps = onQuotient(
  '50 dimensions, gaps of 1 and noise of 0.3 in place of settings that were not found',
);

export const quiet = onQuotient(
  '50 dimensions, gaps of 1 to 2 and next to no noise in place of settings that were not found',
);

/** Of a statement of Wan et al. about networks. */
export const inPlaceOfNetworks: Protocol = {
  fidelity: 'proxy',
  differences: [
    'a noisy Rayleigh quotient of 50 dimensions in place of networks on ImageNet and MSCOCO',
    'gradient noise of constant size in place of that of minibatches of images',
  ],
};

export const mlp: Protocol = {
  fidelity: 'proxy',
  differences: [
    'an MLP of two hidden layers in place of networks for real data',
    points,
    'minibatches of 32, and rates of our choice, in place of settings that were not found',
  ],
};

export const smallMlp: Protocol = {
  fidelity: 'proxy',
  differences: [
    'an MLP of one hidden layer in place of networks for real data',
    points,
    'the rise of the loss beyond that of weights rescaled at the cut in place of the rise itself',
  ],
};
