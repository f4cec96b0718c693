import { defineClaim } from 'claimcheck';
import networks from './networks.runs.ts';
import { paper } from './paper.ts';
import { standIn } from './protocol.ts';

const { smoke, standard } = networks.tiers;

/** Four trainings that succeed, a fifth that does not, and random walks with the steps of the four. */
export default defineClaim({
  id: 'trajectory-regularity/consistent',
  revision: 2,
  states:
    "Successful trainings obey the regularity principle all along their trajectory: an MLP from He's start and, from the " +
    'default one, a VGG-like and a ResNet-like network with batch normalization and a U-Net with its long skips.',
  source: {
    paper,
    at: 'abstract, first finding; the networks by a summary of the paper',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  protocol: standIn(
    'an MLP, networks of 7 convolutions and a U-Net of two levels in place of AlexNet, VGG, ResNet and U-Net',
    'Gaussian points labelled by a random network, textures and drawn scenes in place of images',
    'at most 600 steps in place of epochs that were not read',
  ),
  ...networks.of(
    ...(['mlpHe', 'cnnNorm', 'cnnNormSkip', 'unetSkip', 'diverging'] as const),
    ...(['mlpHeWalk', 'cnnNormWalk', 'cnnNormSkipWalk', 'unetSkipWalk'] as const),
  ),
  tiers: { smoke, standard },
  effect: {
    name: 'steps with gamma > 0, least of four networks',
    unit: 'share',
    of: ({ mlpHe, cnnNorm, cnnNormSkip, unetSkip }) =>
      Math.min(...[mlpHe, cnnNorm, cnnNormSkip, unetSkip].map((run) => run.positiveFraction)),
    rule: 'exceeds',
    margin: 0.8,
    because: '"consistently" read as four steps in five; trainings that fail are at one in two',
  },
  also: [
    {
      name: 'alignment with the way to the end, least of four networks',
      unit: 'random walks',
      of: ({ mlpHe, cnnNorm, cnnNormSkip, unetSkip }) =>
        Math.min(...[mlpHe, cnnNorm, cnnNormSkip, unetSkip].map((run) => run.alignmentMedian)),
      rule: 'exceeds',
      margin: 1.2,
      because:
        'a random walk has 1 and positive gamma as well; a fifth more is far outside its spread of 0.01',
    },
    {
      name: 'final over first loss, largest of four networks',
      unit: 'ratio',
      of: ({ mlpHe, cnnNorm, cnnNormSkip, unetSkip }) =>
        Math.max(...[mlpHe, cnnNorm, cnnNormSkip, unetSkip].map((run) => run.lossRatio)),
      rule: 'staysBelow',
      margin: 0.6,
      because: 'the statement is about trainings that succeed',
    },
  ],
  controls: {
    'a learning rate with which nothing is learned': { replace: 'mlpHe', with: 'diverging' },
    'a random walk with the step lengths and losses of the MLP': { replace: 'mlpHe', with: 'mlpHeWalk' },
    'a random walk with those of the VGG-like network': { replace: 'cnnNorm', with: 'cnnNormWalk' },
    'a random walk with those of the ResNet-like network': {
      replace: 'cnnNormSkip',
      with: 'cnnNormSkipWalk',
    },
    'a random walk with those of the U-Net': { replace: 'unetSkip', with: 'unetSkipWalk' },
  },
});
