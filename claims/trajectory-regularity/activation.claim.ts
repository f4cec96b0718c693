import { defineClaim } from 'claimcheck';
import { curves, decadesBetween, type Measured, measure, relativeDrop } from './measures.ts';
import { paper } from './paper.ts';
import { mlp } from './protocol.ts';
import { runs, type Setting, type Size } from './setting.ts';

const he: Setting = { init: 'he', learningRate: 0.03 };

/** The least of three nonlinear networks by a number of theirs. */
const least = (of: (run: Measured) => number, ...nonlinear: Measured[]): number =>
  Math.min(...nonlinear.map(of));

/** ReLU, tanh and ELU against the same network without activations, all from the He initialisation. */
export default defineClaim({
  id: 'trajectory-regularity/activation',
  revision: 2,
  states:
    "From He's start, nonlinear activations make training obey the regularity principle with a larger gamma, and more " +
    'consistently, than linear units, and bring the loss further down.',
  source: {
    paper,
    at: 'abstract, third finding (nonlinear activations)',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  protocol: mlp,
  tiers: { smoke: { steps: 800 } satisfies Size, standard: { steps: 1200 } satisfies Size },
  arms: {
    linear: runs({ ...he, activation: 'identity' }),
    relu: runs(he),
    tanh: runs({ ...he, activation: 'tanh' }),
    elu: runs({ ...he, activation: 'elu' }),
    reluWalk: runs({ ...he, walk: true }),
    tanhWalk: runs({ ...he, activation: 'tanh', walk: true }),
    eluWalk: runs({ ...he, activation: 'elu', walk: true }),
    leakyRelu: runs({ ...he, activation: 'leakyRelu' }),
    sigmoid: runs({ ...he, activation: 'sigmoid' }),
  },
  measure,
  effect: {
    name: 'mean gamma, least of ReLU, tanh and ELU over linear',
    unit: 'decades',
    of: ({ linear, relu, tanh, elu }) =>
      decadesBetween(
        least((run) => run.gammaMean, relu, tanh, elu),
        linear.gammaMean,
      ),
    rule: 'exceeds',
    margin: Math.log10(1.5),
    because:
      'the abstract gives no number and the curves were not read; half as much again is the least that shows',
  },
  also: [
    {
      name: 'final loss saved, least of ReLU, tanh and ELU',
      unit: 'share',
      of: ({ linear, relu, tanh, elu }) =>
        least((run) => relativeDrop(run.finalLoss, linear.finalLoss), relu, tanh, elu),
      rule: 'exceeds',
      margin: 0.1,
      because:
        'a tenth of the loss; the final one, because linear networks are fast at first and then stand still',
    },
    {
      name: 'steps with gamma > 0, least of ReLU, tanh and ELU less linear',
      unit: 'share',
      of: ({ linear, relu, tanh, elu }) =>
        least((run) => run.positiveFraction, relu, tanh, elu) - linear.positiveFraction,
      rule: 'exceeds',
      margin: 0.1,
      because: 'consistent is a matter of degree: one step in ten more that obeys the principle',
    },
  ],
  controls: {
    'leaky ReLU in place of linear units': { replace: 'linear', with: 'leakyRelu' },
    'sigmoid in place of ReLU': { replace: 'relu', with: 'sigmoid' },
    'random walks with the step lengths and losses of ReLU, tanh and ELU': [
      { replace: 'relu', with: 'reluWalk' },
      { replace: 'tanh', with: 'tanhWalk' },
      { replace: 'elu', with: 'eluWalk' },
    ],
  },
  curves,
  figures: {
    'final loss against gamma': {
      x: { label: 'mean gamma', scale: 'log' },
      y: { label: 'final loss (nats)', scale: 'log' },
      lines: (arms) => ({
        linear: [[arms.linear.gammaMean, arms.linear.finalLoss]],
        ReLU: [[arms.relu.gammaMean, arms.relu.finalLoss]],
        'leaky ReLU': [[arms.leakyRelu.gammaMean, arms.leakyRelu.finalLoss]],
        tanh: [[arms.tanh.gammaMean, arms.tanh.finalLoss]],
        ELU: [[arms.elu.gammaMean, arms.elu.finalLoss]],
        sigmoid: [[arms.sigmoid.gammaMean, arms.sigmoid.finalLoss]],
      }),
    },
  },
});
