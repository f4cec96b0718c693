import type { Protocol } from 'claimcheck';

const linear = 'linear students alone in place of linear and ReLU ones';

/** A teacher and a student, of whom inputs and labels are generated in the paper as well. */
const students = (...differences: readonly string[]): Protocol => ({
  fidelity: 'scaled',
  generated: true,
  differences: [linear, ...differences],
});

/** Single samples, by the analysis's stand-in for batch normalization. */
const inDimensions = (dimensions: number): Protocol =>
  students(
    `${dimensions} dimensions and 40 steps for each in place of the limit of infinitely many`,
    'learning rates and decays of our choice in place of those of figures that were not read',
  );

export const online = { smoke: inDimensions(100), standard: inDimensions(300) };

const gammaRate = 'a learning rate of its own, 0.1, for gamma in place of that of the weights';

const inBatches = (dimensions: number, batchSize: number, ...others: readonly string[]): Protocol =>
  students(
    `minibatches of ${batchSize} in ${dimensions} dimensions in place of the limit of infinitely many`,
    gammaRate,
    ...others,
  );

export const onlineBatches = { smoke: inBatches(50, 16), standard: inBatches(100, 32) };

const gammaLearnt = 'gamma at the end of learning in place of the loss on average over batches';

export const learntDecay = {
  smoke: inBatches(50, 16, gammaLearnt),
  standard: inBatches(100, 16, gammaLearnt),
};

const noise = 'label noise of variance 0.25 in place of one that was not read';
const points = (dimensions: number, samples: string): string =>
  `${samples} in ${dimensions} dimensions in place of a curve in the limit of infinitely many`;

const errors = (dimensions: number): Protocol =>
  students(
    points(dimensions, 'half, one, two and three samples per dimension'),
    'a decay of 0.05 in place of 1/64 and 0.25',
    'the least-squares solution of least length in place of gradient descent',
    noise,
  );

export const plainError = { smoke: errors(100), standard: errors(150) };

const batchErrors = (dimensions: number): Protocol =>
  students(points(dimensions, 'one and three samples per dimension'), noise);

export const batchError = { smoke: batchErrors(64), standard: batchErrors(128) };

const network = 'an MLP of two hidden layers in place of convolutional networks';
const clusters = (samples: string): string =>
  `${samples} points in Gaussian clusters of 10 classes, a fifth of them with wrong labels, in place of CIFAR-10`;
const ownMinibatch =
  'statistics over a part of one minibatch in place of minibatches of several sizes, with learning rates in proportion';

const mlp = (samples: string): Protocol => ({
  fidelity: 'proxy',
  differences: [network, clusters(samples), ownMinibatch, 'plain SGD in place of a momentum of 0.9'],
});

const inMlp = mlp('512');

/** Of the tiers on points. */
export const parts = { smoke: inMlp, standard: inMlp };

export const populationDecay = { smoke: inMlp, standard: mlp('1024') };
