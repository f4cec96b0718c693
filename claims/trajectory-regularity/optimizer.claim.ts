import { defineClaim } from 'claimcheck';
import { curves, decadesBetween, type Measured, measure } from './measures.ts';
import { paper } from './paper.ts';
import { mlp } from './protocol.ts';
import { runs, type Setting, type Size } from './setting.ts';

const he: Setting = { init: 'he', learningRate: 0.01 };

/** Decades of eta gamma between two runs. */
const decades = (faster: Measured, sgd: Measured): number =>
  decadesBetween(faster.progress, sgd.progress, 1e-5);

/** Momentum at the learning rate of SGD, from He's start. */
export default defineClaim({
  id: 'trajectory-regularity/optimizer',
  revision: 2,
  states:
    "From He's start, momentum converges faster than SGD at the same learning rate and obeys the regularity principle with a " +
    'larger gamma.',
  source: {
    paper,
    at: 'experiments with optimizers, by a summary of the paper; not in the abstract',
    reading: 'second-hand',
  },
  protocol: mlp,
  expected: 'inconclusive: non-specific',
  finding:
    'It is the length of the steps: SGD at ten times the rate, the effective one of momentum .9, gains as much, and so does a ' +
    'random walk with the step lengths and losses of heavy ball.',
  tiers: {
    smoke: { steps: 600 } satisfies Size,
    standard: { steps: 1200 } satisfies Size,
  },
  arms: {
    sgd: runs(he),
    heavyBall: runs({ ...he, optimizer: 'heavyBall' }),
    nesterov: runs({ ...he, optimizer: 'nesterov' }),
    heavyBallWalk: runs({ ...he, optimizer: 'heavyBall', walk: true }),
    sgdMatched: runs({ ...he, learningRate: 0.1 }),
    sgdAgain: runs({ ...he, draw: '/again' }),
  },
  measure,
  effect: {
    name: 'eta times mean gamma, lesser of heavy ball and Nesterov over SGD',
    unit: 'decades',
    of: ({ sgd, heavyBall, nesterov }) => Math.min(decades(heavyBall, sgd), decades(nesterov, sgd)),
    rule: 'exceeds',
    margin: Math.log10(3),
    because: 'no number of the paper was read; a factor of 3 is past any redrawn initialisation',
  },
  also: [
    {
      name: 'loss over the run, SGD less the slower of the two',
      unit: 'nats',
      of: ({ sgd, heavyBall, nesterov }) => sgd.meanLoss - Math.max(heavyBall.meanLoss, nesterov.meanLoss),
      rule: 'exceeds',
      margin: 0.1,
      because: 'a twentieth of the loss of guessing (ln 10 = 2.3 nats) is the least speed-up worth the name',
    },
  ],
  controls: {
    'SGD at the effective learning rate of momentum in place of heavy ball': {
      replace: 'heavyBall',
      with: 'sgdMatched',
    },
    'SGD drawn again in place of Nesterov': { replace: 'nesterov', with: 'sgdAgain' },
    'a random walk with the step lengths and losses of heavy ball': {
      replace: 'heavyBall',
      with: 'heavyBallWalk',
    },
  },
  curves,
  figures: {
    'loss against gamma': {
      x: { label: 'learning rate times mean gamma', scale: 'log' },
      y: { label: 'mean loss over the run (nats)' },
      lines: ({ sgd, heavyBall, nesterov, sgdMatched }) => ({
        SGD: [[sgd.progress, sgd.meanLoss]],
        'SGD at ten times the rate': [[sgdMatched.progress, sgdMatched.meanLoss]],
        'heavy ball': [[heavyBall.progress, heavyBall.meanLoss]],
        Nesterov: [[nesterov.progress, nesterov.meanLoss]],
      }),
    },
  },
});
