import { defineClaim } from 'claimcheck';
import networks from './networks.runs.ts';
import { paper } from './paper.ts';
import { raises } from './panels.ts';
import { mlp } from './protocol.ts';

const { smoke, standard } = networks.tiers;

/** Skip connections around the hidden layers of an MLP, from the default start. */
export default defineClaim({
  id: 'trajectory-regularity/skip',
  revision: 2,
  states:
    'From the default start, skip connections make the training of an MLP obey the regularity principle with a larger gamma, ' +
    'and speed it up.',
  source: {
    paper,
    at: 'abstract, third finding (skip connections); the networks by a summary of the paper',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  protocol: mlp,
  expected: 'inconclusive: non-specific',
  finding:
    'Gamma is larger by the length of the steps and the loss that is left: a random walk with the same step lengths and losses ' +
    'is 30 times above the plain network as well.',
  ...networks.of('mlp', 'mlpSkip', 'mlpAgain', 'mlpSkipWalk'),
  tiers: { smoke, standard },
  ...raises('skip connections', 'mlp', 'mlpSkip'),
  controls: {
    'the plain network drawn again': { replace: 'mlpSkip', with: 'mlpAgain' },
    'a random walk with the step lengths and losses of skip connections': {
      replace: 'mlpSkip',
      with: 'mlpSkipWalk',
    },
  },
});
