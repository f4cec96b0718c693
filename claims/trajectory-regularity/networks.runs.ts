import { defineRuns } from 'claimcheck';
import { curves, measure } from './measures.ts';
import { runs, type Setting, type Size } from './setting.ts';

const norm = { after: 'batchNorm' } as const;
const placebo = { after: 'scaleShift' } as const;
const skip = { skip: true } as const;
const again = { draw: '/again' } as const;
const walk = { walk: true } as const;
const he = { init: 'he' } as const;

const cnn: Setting = { network: 'cnn', learningRate: 0.02 };
const vggLike: Setting = { ...cnn, atPaper: { network: 'vgg16', learningRate: 0.05 } };
const resnetLike: Setting = {
  ...cnn,
  atPaper: { network: 'resnet18', learningRate: 0.05, after: 'batchNorm' },
};
const unet: Setting = { network: 'unet', atPaper: { network: 'deepUnet' } };

/** Three networks without and with batch normalization or skip connections, from the default start and, the first two, from He's. */
export default defineRuns({
  id: 'trajectory-regularity/networks',
  revision: 1,
  tiers: {
    smoke: { steps: 400, unetSteps: 260 } satisfies Size,
    standard: { steps: 600, unetSteps: 300 } satisfies Size,
    paper: { steps: 600, unetSteps: 300, paperEpochs: 60, seeds: 3 } satisfies Size,
  },
  arms: {
    mlp: runs({}),
    mlpAgain: runs(again),
    mlpNorm: runs(norm),
    mlpNormWalk: runs({ ...norm, ...walk }),
    mlpPlacebo: runs(placebo),
    mlpSkip: runs(skip),
    mlpSkipWalk: runs({ ...skip, ...walk }),
    mlpHe: runs(he),
    mlpHeAgain: runs({ ...he, ...again }),
    mlpHeNorm: runs({ ...he, ...norm }),
    mlpHeNormWalk: runs({ ...he, ...norm, ...walk }),
    mlpHeWalk: runs({ ...he, ...walk }),
    mlpHeSlow: runs({ ...he, learningRate: 0.02 }),
    cnn: runs(vggLike),
    cnnNorm: runs({ ...vggLike, ...norm }),
    cnnNormWalk: runs({ ...vggLike, ...norm, ...walk }),
    cnnPlacebo: runs({ ...vggLike, ...placebo }),
    cnnHe: runs({ ...cnn, ...he }),
    resnetBare: runs(resnetLike),
    resnetBareAgain: runs({ ...resnetLike, ...again }),
    resnet: runs({ ...resnetLike, ...skip }),
    resnetWalk: runs({ ...resnetLike, ...skip, ...walk }),
    cnnNormSkip: runs({ ...cnn, ...norm, ...skip }),
    cnnNormSkipWalk: runs({ ...cnn, ...norm, ...skip, ...walk }),
    unet: runs(unet),
    unetAgain: runs({ ...unet, ...again }),
    unetNorm: runs({ ...unet, ...norm }),
    unetNormWalk: runs({ ...unet, ...norm, ...walk }),
    unetPlacebo: runs({ ...unet, ...placebo }),
    unetSkip: runs({ ...unet, ...skip }),
    unetSkipWalk: runs({ ...unet, ...skip, ...walk }),
    diverging: runs({ learningRate: 1.5 }),
  },
  measure,
  curves,
});
