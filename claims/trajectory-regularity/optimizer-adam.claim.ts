import { defineClaim } from 'claimcheck';
import { curves, decadesBetween, measure } from './measures.ts';
import { paper } from './paper.ts';
import { mlpAboveWalk } from './protocol.ts';
import { runs, type Setting, type Size } from './setting.ts';

const he: Setting = { init: 'he', learningRate: 0.01 };
const adamOf: Setting = { ...he, optimizer: 'adam', learningRate: 0.001 };

/** Adam at a usual learning rate of its own, from He's start. */
export default defineClaim({
  id: 'trajectory-regularity/optimizer-adam',
  revision: 1,
  states:
    "From He's start, Adam (rate 0.001) converges faster than SGD (rate 0.01) and obeys the regularity principle with a larger " +
    'gamma, also beside that of random walks with the same step lengths and losses.',
  source: {
    paper,
    at: 'experiments with optimizers, by a summary of the paper; not in the abstract',
    reading: 'second-hand',
  },
  protocol: mlpAboveWalk,
  tiers: {
    smoke: { steps: 600 } satisfies Size,
    standard: { steps: 1200 } satisfies Size,
  },
  arms: {
    sgd: runs(he),
    adam: runs(adamOf),
    adamWalk: runs({ ...adamOf, walk: true }),
    sgdFast: runs({ ...he, learningRate: 0.1 }),
    sgdAgain: runs({ ...he, draw: '/again' }),
  },
  measure,
  effect: {
    name: 'gamma over that of its random walk, Adam over SGD',
    unit: 'decades',
    of: ({ sgd, adam }) => adam.overWalk - sgd.overWalk,
    rule: 'exceeds',
    margin: Math.log10(2),
    because:
      'no number of the paper was read; twice as far above a random walk is past any redrawn initialisation',
  },
  also: [
    {
      name: 'eta times mean gamma, Adam over SGD',
      unit: 'decades',
      of: ({ sgd, adam }) => decadesBetween(adam.progress, sgd.progress, 1e-5),
      rule: 'exceeds',
      margin: Math.log10(3),
      because: 'no number of the paper was read; a factor of 3 is past any redrawn initialisation',
    },
    {
      name: 'loss over the run, SGD less Adam',
      unit: 'nats',
      of: ({ sgd, adam }) => sgd.meanLoss - adam.meanLoss,
      rule: 'exceeds',
      margin: 0.1,
      because: 'a twentieth of the loss of guessing (ln 10 = 2.3 nats) is the least speed-up worth the name',
    },
  ],
  controls: {
    'SGD at ten times the rate, which is as fast': { replace: 'adam', with: 'sgdFast' },
    'SGD drawn again': { replace: 'adam', with: 'sgdAgain' },
    'a random walk with the step lengths and losses of Adam': { replace: 'adam', with: 'adamWalk' },
  },
  curves,
});
