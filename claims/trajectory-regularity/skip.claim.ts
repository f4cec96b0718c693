import { defineClaim } from 'claimcheck';
import { bySide, curves, decadesBetween, measure, relativeDrop } from './measures.ts';
import { paper } from './paper.ts';
import { runs, type Setting, type Size } from './setting.ts';

const cnn: Setting = {
  network: 'cnn',
  learningRate: 0.02,
  atPaper: { network: 'resnet18', learningRate: 0.05, after: 'batchNorm' },
};
const unet: Setting = { network: 'unet', atPaper: { network: 'deepUnet' } };

/** Skip connections in three networks against the same networks without them, all from the default initialisation. */
export default defineClaim({
  id: 'trajectory-regularity/skip',
  revision: 1,
  states:
    'Skip connections make training obey the regularity principle with a larger gamma, and speed it up: residual ' +
    'networks and the long skips of a U-Net.',
  source: {
    paper,
    at: 'abstract, third finding (skip connections); the networks by a summary of the paper',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  tiers: {
    smoke: { steps: 300 } satisfies Size,
    standard: { steps: 300 } satisfies Size,
    paper: { steps: 300, paperEpochs: 60, seeds: 3 } satisfies Size,
  },
  arms: {
    mlp: runs({}),
    mlpSkip: runs({ skip: true }),
    mlpAgain: runs({ draw: '/again' }),
    cnn: runs(cnn),
    cnnSkip: runs({ ...cnn, skip: true }),
    cnnAgain: runs({ ...cnn, draw: '/again' }),
    unet: runs(unet),
    unetSkip: runs({ ...unet, skip: true }),
    unetAgain: runs({ ...unet, draw: '/again' }),
  },
  measure,
  effect: {
    name: 'mean gamma with skip connections over without, least of three networks',
    unit: 'decades',
    of: ({ mlp, mlpSkip, cnn: plain, cnnSkip, unet: bare, unetSkip }) =>
      Math.min(
        decadesBetween(mlpSkip.gammaMean, mlp.gammaMean),
        decadesBetween(cnnSkip.gammaMean, plain.gammaMean),
        decadesBetween(unetSkip.gammaMean, bare.gammaMean),
      ),
    rule: 'exceeds',
    margin: Math.log10(1.5),
    because:
      'the abstract gives no number and the curves were not read; half as much again is the least that shows',
  },
  also: [
    {
      name: 'mean loss that skip connections save, least of three networks',
      unit: 'share',
      of: ({ mlp, mlpSkip, cnn: plain, cnnSkip, unet: bare, unetSkip }) =>
        Math.min(
          relativeDrop(mlpSkip.meanLoss, mlp.meanLoss),
          relativeDrop(cnnSkip.meanLoss, plain.meanLoss),
          relativeDrop(unetSkip.meanLoss, bare.meanLoss),
        ),
      rule: 'exceeds',
      margin: 0.1,
      because: 'a tenth of the loss over the run is the least speed-up worth the name',
    },
  ],
  controls: {
    'the plain MLP drawn again': { replace: 'mlpSkip', with: 'mlpAgain' },
    'the plain CNN drawn again': { replace: 'cnnSkip', with: 'cnnAgain' },
    'the plain U-Net drawn again': { replace: 'unetSkip', with: 'unetAgain' },
  },
  curves,
  figures: {
    'gamma by network': {
      x: { label: 'skip connections: 0 without, 1 with' },
      y: { label: 'mean gamma', scale: 'log' },
      lines: ({ mlp, mlpSkip, cnn: plain, cnnSkip, unet: bare, unetSkip }) => ({
        MLP: bySide(mlp, mlpSkip),
        CNN: bySide(plain, cnnSkip),
        'U-Net': bySide(bare, unetSkip),
      }),
    },
  },
});
