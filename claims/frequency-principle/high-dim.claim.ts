import { defineClaim, type Protocol } from 'claimcheck';
import { classification, measure, type Size } from './high-dim.ts';
import { paper } from './paper.ts';

const textured: Protocol = {
  fidelity: 'proxy',
  differences: [
    'textures of 10 x 10 pixels in place of MNIST and CIFAR-10',
    'fully connected networks of two hidden layers in place of convolutional ones and VGG-16',
    'squared error on centred labels in place of cross-entropy',
    '400 full-batch steps in place of 100 epochs',
    'one width of the filter in place of 20',
  ],
};

/** The filtering method on image classification, where there is no spectrum to look at. */
export default defineClaim({
  id: 'frequency-principle/high-dim',
  revision: 3,
  states:
    'In image classification the part of the labels that varies slowly with the image is captured before the rest.',
  source: { paper, at: 'companion paper (arXiv:1901.06523), abstract', reading: 'abstract' },
  protocol: { smoke: textured, standard: textured },
  expected: 'inconclusive: non-specific',
  finding:
    'The slow part leads, and so it does where nothing low in frequency is to be learnt or preferred: with labels at random, and ' +
    'in a network of sines of large frequency. The measure does not tell the frequency principle from what ' +
    'training on images does anyway.',
  tiers: {
    smoke: {
      ...{ images: 'textures', samples: 256, hidden: [64, 64], steps: 400, learningRate: 1e-3 },
    } satisfies Size,
    standard: {
      ...{ images: 'textures', samples: 512, hidden: [128, 128], steps: 400, learningRate: 1e-3 },
    } satisfies Size,
    paper: {
      ...{ images: 'mnist', samples: 1000, hidden: [200, 200], steps: 400, learningRate: 1e-3, seeds: 8 },
    } satisfies Size,
  },
  arms: {
    images: classification(),
    randomLabels: classification({ isShuffled: true }),
    sines: classification({ network: { activation: 'sine', firstStd: 5 } }),
  },
  measure,
  effect: {
    name: 'relative error of the rest over that of the slow part, median over training',
    unit: 'ratio',
    of: ({ images }) => images.errorRatio,
    rule: 'exceeds',
    margin: 1.5,
    because: 'no number is stated; 1 is no order, and half as much again is the least worth the name',
  },
  also: [
    {
      name: 'steps to a relative error of 0.3, the rest over the slow part',
      unit: 'ratio',
      of: ({ images }) => images.passageRatio,
      rule: 'exceeds',
      margin: 1,
      because: 'the order itself',
    },
  ],
  controls: {
    'labels at random': { replace: 'images', with: 'randomLabels' },
    'first layer of sines of large frequency': { replace: 'images', with: 'sines' },
  },
  curves: {
    low: { label: 'relative error of the slow part', scale: 'log' },
    high: { label: 'relative error of the rest', scale: 'log' },
  },
});
