import { defineClaim } from 'claimcheck';
import networks from './networks.runs.ts';
import { paper } from './paper.ts';
import { raises } from './panels.ts';
import { deepUnet, unet } from './protocol.ts';

/** Batch normalization in a U-Net, from the default start, until the plain one leaves its plateau. */
export default defineClaim({
  id: 'trajectory-regularity/batchnorm-unet',
  revision: 1,
  states:
    'From the default start, batch normalization makes the first steps of a U-Net obey the regularity principle with a larger ' +
    'gamma than without, and than a random walk with the same step lengths and losses has, and speeds them up.',
  source: {
    paper,
    at: 'abstract, third finding (batch normalization)',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  protocol: { smoke: unet, standard: unet, paper: deepUnet },
  ...networks.of('unet', 'unetNorm', 'unetPlacebo', 'unetNormWalk'),
  ...raises('batch normalization', 'unet', 'unetNorm'),
  controls: {
    'scale and shift without normalization': { replace: 'unetNorm', with: 'unetPlacebo' },
    'a random walk with the step lengths and losses of batch normalization': {
      replace: 'unetNorm',
      with: 'unetNormWalk',
    },
  },
});
