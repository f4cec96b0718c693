import { defineClaim } from 'claimcheck';
import { decadesBetween } from './measures.ts';
import networks from './networks.runs.ts';
import { paper } from './paper.ts';
import { mlp } from './protocol.ts';

const { smoke, standard } = networks.tiers;

/** Batch normalization against the same network without it, both from the default (small) start. */
export default defineClaim({
  id: 'trajectory-regularity/batchnorm',
  revision: 2,
  states:
    'From the default start, batch normalization makes the training of an MLP obey the regularity principle with a larger ' +
    'gamma, and speeds it up.',
  source: {
    paper,
    at: 'abstract, third finding (batch normalization)',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  protocol: mlp,
  expected: 'inconclusive: non-specific',
  finding:
    'Gamma is larger by the length of the steps and the loss that is left: a random walk with the same step lengths and losses ' +
    'has as large a one.',
  ...networks.of('mlp', 'mlpNorm', 'mlpPlacebo', 'mlpAgain', 'mlpNormWalk'),
  tiers: { smoke, standard },
  effect: {
    name: 'mean gamma, batch normalization over plain',
    unit: 'decades',
    of: ({ mlpNorm, mlp }) => decadesBetween(mlpNorm.gammaMean, mlp.gammaMean),
    rule: 'exceeds',
    margin: Math.log10(3),
    because:
      'the abstract gives no number and the curves were not read; a factor of 3 is past any redrawn initialisation',
  },
  also: [
    {
      name: 'loss over the run, plain less batch normalization',
      unit: 'nats',
      of: ({ mlpNorm, mlp }) => mlp.meanLoss - mlpNorm.meanLoss,
      rule: 'exceeds',
      margin: 0.1,
      because: 'a twentieth of the loss of guessing (ln 10 = 2.3 nats) is the least speed-up worth the name',
    },
  ],
  controls: {
    'scale and shift without normalization': { replace: 'mlpNorm', with: 'mlpPlacebo' },
    'the plain network drawn again': { replace: 'mlpNorm', with: 'mlpAgain' },
    'a random walk with the step lengths and losses of batch normalization': {
      replace: 'mlpNorm',
      with: 'mlpNormWalk',
    },
  },
});
