import { defineClaim } from 'claimcheck';
import networks from './networks.runs.ts';
import { paper } from './paper.ts';
import { raises } from './panels.ts';
import { convolutional } from './protocol.ts';

/** Shortcuts around pairs of convolutions, from the default start. */
export default defineClaim({
  id: 'trajectory-regularity/skip-convolutional',
  revision: 1,
  states:
    'From the default start, skip connections make the training of a convolutional network obey the regularity principle with ' +
    'a larger gamma, and speed it up.',
  source: {
    paper,
    at: 'abstract, third finding (skip connections); the networks by a summary of the paper',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  protocol: { smoke: convolutional, standard: convolutional },
  expected: 'inconclusive: non-specific',
  finding:
    'Gamma is 200 times that of the plain network, which stands still; a random walk with the same step lengths and losses has ' +
    'more than ten times as much.',
  ...networks.of('resnetBare', 'resnet', 'resnetBareAgain', 'resnetWalk'),
  ...raises('skip connections', 'resnetBare', 'resnet'),
  controls: {
    'the plain network drawn again': { replace: 'resnet', with: 'resnetBareAgain' },
    'a random walk with the step lengths and losses of skip connections': {
      replace: 'resnet',
      with: 'resnetWalk',
    },
  },
});
