import { defineClaim } from 'claimcheck';
import { bySide, curves, decadesBetween, measure, relativeDrop } from './measures.ts';
import { paper } from './paper.ts';
import { runs, type Setting, type Size } from './setting.ts';

const cnn: Setting = {
  network: 'cnn',
  learningRate: 0.02,
  atPaper: { network: 'vgg16', learningRate: 0.05 },
};
const unet: Setting = { network: 'unet', atPaper: { network: 'deepUnet' } };

/** Batch normalization in convolutional networks, from the default initialisation. */
export default defineClaim({
  id: 'trajectory-regularity/batchnorm-convolutional',
  revision: 1,
  states:
    'Batch normalization makes training obey the regularity principle with a larger gamma, and speeds it up: ' +
    'convolutional networks.',
  source: {
    paper,
    at: 'abstract, third finding (batch normalization)',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  tiers: {
    smoke: { steps: 300 } satisfies Size,
    standard: { steps: 300 } satisfies Size,
    paper: { steps: 300, paperEpochs: 60, seeds: 3 } satisfies Size,
  },
  arms: {
    cnn: runs(cnn),
    cnnNorm: runs({ ...cnn, after: 'batchNorm' }),
    cnnPlacebo: runs({ ...cnn, after: 'scaleShift' }),
    unet: runs(unet),
    unetNorm: runs({ ...unet, after: 'batchNorm' }),
    unetPlacebo: runs({ ...unet, after: 'scaleShift' }),
  },
  measure,
  effect: {
    name: 'mean gamma with batch normalization over without, least of two networks',
    unit: 'decades',
    of: ({ cnn: plain, cnnNorm, unet: bare, unetNorm }) =>
      Math.min(
        decadesBetween(cnnNorm.gammaMean, plain.gammaMean),
        decadesBetween(unetNorm.gammaMean, bare.gammaMean),
      ),
    rule: 'exceeds',
    margin: Math.log10(1.5),
    because:
      'the abstract gives no number and the curves were not read; half as much again is the least that shows',
  },
  also: [
    {
      name: 'mean loss that batch normalization saves, least of two networks',
      unit: 'share',
      of: ({ cnn: plain, cnnNorm, unet: bare, unetNorm }) =>
        Math.min(
          relativeDrop(cnnNorm.meanLoss, plain.meanLoss),
          relativeDrop(unetNorm.meanLoss, bare.meanLoss),
        ),
      rule: 'exceeds',
      margin: 0.1,
      because: 'a tenth of the loss over the run is the least speed-up worth the name',
    },
  ],
  controls: {
    'scale and shift without normalization in the CNN': { replace: 'cnnNorm', with: 'cnnPlacebo' },
    'scale and shift without normalization in the U-Net': { replace: 'unetNorm', with: 'unetPlacebo' },
  },
  curves,
  figures: {
    'gamma by network': {
      x: { label: 'batch normalization: 0 without, 1 with' },
      y: { label: 'mean gamma', scale: 'log' },
      lines: ({ cnn: plain, cnnNorm, unet: bare, unetNorm }) => ({
        CNN: bySide(plain, cnnNorm),
        'U-Net': bySide(bare, unetNorm),
      }),
    },
  },
});
