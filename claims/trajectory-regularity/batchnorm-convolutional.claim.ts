import { defineClaim } from 'claimcheck';
import networks from './networks.runs.ts';
import { paper } from './paper.ts';
import { raises } from './panels.ts';
import { convolutional } from './protocol.ts';

/** Batch normalization in a VGG-like network, from the default start. */
export default defineClaim({
  id: 'trajectory-regularity/batchnorm-convolutional',
  revision: 2,
  states:
    'From the default start, batch normalization makes the training of a convolutional network obey the regularity principle ' +
    'with a larger gamma, and speeds it up.',
  source: {
    paper,
    at: 'abstract, third finding (batch normalization)',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  protocol: { smoke: convolutional, standard: convolutional },
  expected: 'inconclusive: non-specific',
  finding:
    'Gamma is 100 times that of the plain network, which stands still; a random walk with the same step lengths and losses has ' +
    'ten times as much.',
  ...networks.of('cnn', 'cnnNorm', 'cnnPlacebo', 'cnnNormWalk'),
  ...raises('batch normalization', 'cnn', 'cnnNorm'),
  controls: {
    'scale and shift without normalization': { replace: 'cnnNorm', with: 'cnnPlacebo' },
    'a random walk with the step lengths and losses of batch normalization': {
      replace: 'cnnNorm',
      with: 'cnnNormWalk',
    },
  },
});
