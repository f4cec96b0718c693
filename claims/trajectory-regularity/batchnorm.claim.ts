import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { curves, decadesBetween, measure } from './measures.ts';
import { runs, type Size } from './setting.ts';

/** Batch normalization against the same network without it, both from the default (small) initialisation. */
export default defineClaim({
  id: 'trajectory-regularity/batchnorm',
  revision: 1,
  states:
    'Batch normalization makes training obey the regularity principle with a larger gamma, and speeds it up.',
  source: {
    paper,
    at: 'abstract, third finding (batch normalization)',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  tiers: {
    smoke: { steps: 600 } satisfies Size,
    standard: { steps: 1200 } satisfies Size,
  },
  arms: {
    plain: runs({}),
    batchNorm: runs({ after: 'batchNorm' }),
    placebo: runs({ after: 'scaleShift' }),
    plainAgain: runs({ draw: '/again' }),
  },
  measure,
  effect: {
    name: 'mean gamma, batch normalization over plain',
    unit: 'decades',
    of: ({ batchNorm, plain }) => decadesBetween(batchNorm.gammaMean, plain.gammaMean),
    rule: 'exceeds',
    margin: Math.log10(3),
    because:
      'the abstract gives no number and the curves were not read; a factor of 3 is past any redrawn initialisation',
  },
  also: [
    {
      name: 'loss over the run, plain less batch normalization',
      unit: 'nats',
      of: ({ batchNorm, plain }) => plain.meanLoss - batchNorm.meanLoss,
      rule: 'exceeds',
      margin: 0.1,
      because: 'a twentieth of the loss of guessing (ln 10 = 2.3 nats) is the least speed-up worth the name',
    },
  ],
  controls: {
    'scale and shift without normalization': { replace: 'batchNorm', with: 'placebo' },
    'the plain network drawn again': { replace: 'batchNorm', with: 'plainAgain' },
  },
  curves,
});
