import type { Protocol } from 'claimcheck';

const network = 'an MLP of two hidden layers in place of a ConvNet of four convolutions';
const fullBatches = 'full-batch gradient descent in place of minibatches of 128';
const steps = (most: string): string => `at most ${most} steps in place of 391,000`;

const rates = (learningRate: number, weightDecay: number): string =>
  `learning rate ${learningRate} and weight decay ${weightDecay} in place of 0.03 or 0.01 and 1e-3`;

/** Points in place of images: how many, and what else a claim has in place of what the paper's figure on learning rates has. */
const onPoints = (samples: number, ...others: readonly string[]): Protocol => ({
  fidelity: 'proxy',
  differences: [
    network,
    `${samples} points in Gaussian clusters of 4 classes in place of the 50,000 images of CIFAR-10`,
    ...others,
  ],
});

/** At the rates of most claims. */
export const fullBatch = onPoints(64, fullBatches, rates(1, 0.02), steps('6,000'));

export const lowerRate = onPoints(64, fullBatches, rates(0.3, 0.03), steps('6,000'));

export const minibatch = onPoints(
  256,
  'minibatches of half of the points in place of 128 of 50,000',
  rates(1, 0.003),
  steps('12,000'),
);

export const withSharpness = onPoints(
  64,
  fullBatches,
  rates(1, 0.02),
  'learning rate times sharpness above 2 in place of a critical effective learning rate',
);

export const overRates = onPoints(
  64,
  fullBatches,
  'learning rates of 0.03 to 60, with several weight decays, in place of 0.001 to 1 with 1e-3',
  steps('10,000'),
);

export const inPractice = onPoints(
  64,
  fullBatches,
  'learning rates of 0.1 or 1 and weight decays of 0.003 to 0.02 in place of 0.03 or 0.01 and 1e-3',
  'noise on the inputs in place of crops and flips of images',
);

export const tested = onPoints(
  256,
  fullBatches,
  rates(1, 0.02),
  'test error by the batch statistics of the training data in place of running ones',
);
