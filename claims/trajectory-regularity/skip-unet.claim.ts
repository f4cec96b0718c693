import { defineClaim } from 'claimcheck';
import networks from './networks.runs.ts';
import { paper } from './paper.ts';
import { raises } from './panels.ts';
import { deepUnet, unet } from './protocol.ts';

/** The long skips of a U-Net, from the default start, until the plain one leaves its plateau. */
export default defineClaim({
  id: 'trajectory-regularity/skip-unet',
  revision: 1,
  states:
    'From the default start, the long skips of a U-Net make its first steps obey the regularity principle with a larger gamma ' +
    'than without, and than a random walk with the same step lengths and losses has, and speed them up.',
  source: {
    paper,
    at: 'abstract, third finding (skip connections); the networks by a summary of the paper',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  protocol: { smoke: unet, standard: unet, paper: deepUnet },
  ...networks.of('unet', 'unetSkip', 'unetAgain', 'unetSkipWalk'),
  ...raises('long skips', 'unet', 'unetSkip'),
  controls: {
    'the plain network drawn again': { replace: 'unetSkip', with: 'unetAgain' },
    'a random walk with the step lengths and losses of long skips': {
      replace: 'unetSkip',
      with: 'unetSkipWalk',
    },
  },
});
