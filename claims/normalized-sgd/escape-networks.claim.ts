import { defineClaim, type Trajectory } from 'claimcheck';
import { windowMean } from 'claimcheck/measure';
import { type NetworkSetting, type NetworkSize, networkRuns } from './network.ts';
import { paper } from './paper.ts';
import { smallMlp } from './protocol.ts';

const cut = { at: 0.2, by: 10 };
const rescale = cut.by ** -0.25;
const base = { hidden: [16], learningRate: 0.5, weightDecay: 0.001 } satisfies NetworkSetting;
/** Relaxation time after the cut, in steps. */
const tau = cut.by / (4 * base.learningRate * base.weightDecay);

/** Training loss just before the cut and in two windows after it, between which no setting changes. */
function measure({ series, steps, at }: Trajectory) {
  const begin = cut.at * steps;
  const loss = (from: number, to: number): number =>
    windowMean(series['loss']!, begin + from * tau, begin + to * tau, at!['loss']);
  const early = loss(0.15, 0.5);
  const errorRate = windowMean(series['errorRate']!, begin + 4 * tau, Infinity, at!['errorRate']);
  return { fall: loss(-0.5, 0) - early, rise: loss(4, Infinity) - early, errorRate };
}

export default defineClaim({
  id: 'normalized-sgd/escape-networks',
  revision: 1,
  states:
    'A normalised network that learns procedural classes escapes as well: after a cut of the learning rate its loss first ' +
    'overshoots the level of the new equilibrium and then rises, unless the norms are put to it at once.',
  source: { paper, at: 'abstract, last part', reading: 'abstract' },
  protocol: smallMlp,
  tiers: {
    smoke: { steps: 38_000, every: 2 } satisfies NetworkSize,
    standard: { steps: 50_000, every: 2 } satisfies NetworkSize,
  },
  arms: {
    cut: networkRuns({ ...base, cut }),
    rescaled: networkRuns({ ...base, cut: { ...cut, rescale } }),
    cutRandom: networkRuns({ ...base, cut, randomLabels: true }),
    rescaledRandom: networkRuns({ ...base, cut: { ...cut, rescale }, randomLabels: true }),
    noDecay: networkRuns({ ...base, cut: { ...cut, decays: false } }),
  },
  measure,
  effect: {
    name: 'rise of the loss beyond that with norms put to the new equilibrium, over its fall at the cut',
    unit: 'share of the fall',
    of: ({ cut, rescaled }) => (cut.rise - rescaled.rise) / cut.fall,
    rule: 'exceeds',
    margin: 0.1,
    because:
      'a loss above its minimum in proportion to the angle falls to 1/10 and rises to 1/sqrt(10): 0.24 of the fall; ' +
      'less than half of that would not be the same statement',
  },
  also: [
    {
      name: 'error rate late after the cut',
      unit: 'share',
      of: ({ cut }) => cut.errorRate,
      rule: 'staysBelow',
      margin: 0.675,
      because:
        'a network that learnt: guessing errs in 0.75, and a tenth of that is the least that can be called learning',
    },
  ],
  controls: {
    'random labels': [
      { replace: 'cut', with: 'cutRandom' },
      { replace: 'rescaled', with: 'rescaledRandom' },
    ],
    'no weight decay after the cut': { replace: 'cut', with: 'noDecay' },
  },
  curves: {
    loss: { label: 'minibatch loss (nats)' },
    'angle/hidden0': { label: 'angle of a step (rad)', scale: 'log' },
  },
});
