import { defineClaim } from 'claimcheck';
import { decadesBetween } from './measures.ts';
import networks from './networks.runs.ts';
import { paper } from './paper.ts';
import { standIn } from './protocol.ts';

const { smoke, standard } = networks.tiers;

/** Trainings without the techniques from the default initialisation, against those with one of two techniques. */
export default defineClaim({
  id: 'trajectory-regularity/slow-small-gamma',
  revision: 2,
  states:
    'From the default start, trainings without the techniques converge slowly, and obey the regularity principle with a small ' +
    'gamma only.',
  source: {
    paper,
    at: 'abstract, fourth finding (trainings without the techniques)',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  protocol: standIn(
    'an MLP and networks of 7 convolutions in place of AlexNet, VGG, ResNet and U-Net',
    'Gaussian points labelled by a random network, and textures, in place of images',
    'at most 600 steps in place of epochs that were not read',
  ),
  expected: 'inconclusive: non-specific',
  finding:
    'The gamma of the plain networks is small beside that of random walks as well, with the step lengths and losses of the ' +
    'trainings with a technique.',
  ...networks.of(
    ...(['mlp', 'mlpNorm', 'mlpSkip', 'mlpHe', 'mlpNormWalk', 'mlpSkipWalk'] as const),
    ...(['cnn', 'cnnNorm', 'resnet', 'cnnHe'] as const),
  ),
  tiers: { smoke, standard },
  effect: {
    name: 'mean gamma with a technique over without, least of two networks and two techniques',
    unit: 'decades',
    of: ({ mlp, mlpNorm, mlpSkip, cnn: plain, cnnNorm, resnet }) =>
      Math.min(
        decadesBetween(Math.min(mlpNorm.gammaMean, mlpSkip.gammaMean), mlp.gammaMean),
        decadesBetween(Math.min(cnnNorm.gammaMean, resnet.gammaMean), plain.gammaMean),
      ),
    rule: 'exceeds',
    margin: 1,
    because: '"small" read as a tenth or less of what every technique gives',
  },
  also: [
    {
      name: 'final over first loss without techniques, least of two networks',
      unit: 'ratio',
      of: ({ mlp, cnn: plain }) => Math.min(mlp.lossRatio, plain.lossRatio),
      rule: 'exceeds',
      margin: 0.8,
      because:
        '"slowly" read as less than a fifth of the loss gone, in steps in which the techniques remove half',
    },
    {
      name: 'final over first loss with a technique, largest of two networks and two techniques',
      unit: 'ratio',
      of: ({ mlpNorm, mlpSkip, cnnNorm, resnet }) =>
        Math.max(...[mlpNorm, mlpSkip, cnnNorm, resnet].map((run) => run.lossRatio)),
      rule: 'staysBelow',
      margin: 0.6,
      because: 'the steps must have been enough to train',
    },
  ],
  controls: {
    "He's start of the MLP without techniques": { replace: 'mlp', with: 'mlpHe' },
    "He's start of the CNN without techniques": { replace: 'cnn', with: 'cnnHe' },
    'random walks with the step lengths and losses of the MLPs with a technique': [
      { replace: 'mlpNorm', with: 'mlpNormWalk' },
      { replace: 'mlpSkip', with: 'mlpSkipWalk' },
    ],
  },
});
