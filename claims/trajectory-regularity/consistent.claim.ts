import { defineClaim } from 'claimcheck';
import { curves, measure } from './measures.ts';
import { paper } from './paper.ts';
import { runs, type Setting, type Size } from './setting.ts';

const cnn: Setting = { network: 'cnn', learningRate: 0.02, after: 'batchNorm' };

/** Four trainings that succeed, a fifth that does not, and a random walk with the steps of the first. */
export default defineClaim({
  id: 'trajectory-regularity/consistent',
  revision: 1,
  states:
    'Successful trainings obey the regularity principle all along their trajectory: an MLP, a VGG-like, a ResNet-like ' +
    'and a U-Net-like network.',
  source: {
    paper,
    at: 'abstract, first finding; the networks by a summary of the paper',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  tiers: {
    smoke: { steps: 400 } satisfies Size,
    standard: { steps: 600 } satisfies Size,
  },
  arms: {
    mlp: runs({ init: 'he' }),
    vgg: runs(cnn),
    resnet: runs({ ...cnn, skip: true }),
    unet: runs({ network: 'unet', skip: true }),
    diverging: runs({ learningRate: 1.5 }),
    walk: runs({ init: 'he', walk: true }),
  },
  measure,
  effect: {
    name: 'steps with gamma > 0, least of four networks',
    unit: 'share',
    of: ({ mlp, vgg, resnet, unet }) =>
      Math.min(...[mlp, vgg, resnet, unet].map((run) => run.positiveFraction)),
    rule: 'exceeds',
    margin: 0.8,
    because: '"consistently" read as four steps in five; trainings that fail are at one in two',
  },
  also: [
    {
      name: 'alignment with the way to the end, least of four networks',
      unit: 'random walks',
      of: ({ mlp, vgg, resnet, unet }) =>
        Math.min(...[mlp, vgg, resnet, unet].map((run) => run.alignmentMedian)),
      rule: 'exceeds',
      margin: 1.2,
      because:
        'a random walk has 1 and positive gamma as well; a fifth more is far outside its spread of 0.01',
    },
    {
      name: 'final over first loss, largest of four networks',
      unit: 'ratio',
      of: ({ mlp, vgg, resnet, unet }) => Math.max(...[mlp, vgg, resnet, unet].map((run) => run.lossRatio)),
      rule: 'staysBelow',
      margin: 0.6,
      because: 'the statement is about trainings that succeed',
    },
  ],
  controls: {
    'a learning rate with which nothing is learned': { replace: 'mlp', with: 'diverging' },
    'a random walk with the step lengths and losses of the MLP': { replace: 'mlp', with: 'walk' },
  },
  curves,
});
