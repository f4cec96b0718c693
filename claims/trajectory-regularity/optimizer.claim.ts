import { defineClaim } from 'claimcheck';
import { curves, decadesBetween, type Measured, measure } from './measures.ts';
import { paper } from './paper.ts';
import { runs, type Setting, type Size } from './setting.ts';

const he: Setting = { init: 'he', learningRate: 0.01 };

const decades = (faster: readonly Measured[], sgd: Measured): number =>
  Math.min(...faster.map((run) => decadesBetween(run.progress, sgd.progress, 1e-5)));

/** Momentum at the learning rate of SGD, and Adam at its own, from the He initialisation. */
export default defineClaim({
  id: 'trajectory-regularity/optimizer',
  revision: 1,
  states:
    'Optimizers that converge faster - momentum, Adam - obey the regularity principle with a larger gamma than SGD.',
  source: {
    paper,
    at: 'experiments with optimizers, by a summary of the paper; not in the abstract',
    reading: 'second-hand',
  },
  tiers: {
    smoke: { steps: 600 } satisfies Size,
    standard: { steps: 1200 } satisfies Size,
  },
  arms: {
    sgd: runs(he),
    heavyBall: runs({ ...he, optimizer: 'heavyBall' }),
    nesterov: runs({ ...he, optimizer: 'nesterov' }),
    adam: runs({ ...he, optimizer: 'adam', learningRate: 0.001 }),
    sgdMatched: runs({ ...he, learningRate: 0.1 }),
    sgdAgain: runs({ ...he, draw: '/again' }),
  },
  measure,
  effect: {
    name: 'eta times mean gamma, least of heavy ball, Nesterov and Adam over SGD',
    unit: 'decades',
    of: ({ sgd, heavyBall, nesterov, adam }) => decades([heavyBall, nesterov, adam], sgd),
    rule: 'exceeds',
    margin: Math.log10(3),
    because: 'no number of the paper was read; a factor of 3 is past any redrawn initialisation',
  },
  also: [
    {
      name: 'loss over the run, SGD less the slowest of the three',
      unit: 'nats',
      of: ({ sgd, heavyBall, nesterov, adam }) =>
        sgd.meanLoss - Math.max(heavyBall.meanLoss, nesterov.meanLoss, adam.meanLoss),
      rule: 'exceeds',
      margin: 0.1,
      because: 'a twentieth of the loss of guessing (ln 10 = 2.3 nats) is the least speed-up worth the name',
    },
  ],
  controls: {
    'SGD at the effective learning rate of momentum': { replace: 'sgd', with: 'sgdMatched' },
    'SGD drawn again in place of Adam': { replace: 'adam', with: 'sgdAgain' },
  },
  curves,
  figures: {
    'loss against gamma': {
      x: { label: 'learning rate times mean gamma', scale: 'log' },
      y: { label: 'mean loss over the run (nats)' },
      lines: ({ sgd, heavyBall, nesterov, adam, sgdMatched }) => ({
        SGD: [[sgd.progress, sgd.meanLoss]],
        'SGD at ten times the rate': [[sgdMatched.progress, sgdMatched.meanLoss]],
        'heavy ball': [[heavyBall.progress, heavyBall.meanLoss]],
        Nesterov: [[nesterov.progress, nesterov.meanLoss]],
        Adam: [[adam.progress, adam.meanLoss]],
      }),
    },
  },
});
