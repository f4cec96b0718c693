import { defineClaim, type Trajectory } from 'claimcheck';
import { windowMean } from 'claimcheck/measure';
import { type NetworkSetting, type NetworkSize, networkRuns } from './network.ts';
import { paper } from './paper.ts';

const cut = { at: 0.2, by: 10 };
const base = { hidden: [16], learningRate: 0.5, weightDecay: 0.001 } satisfies NetworkSetting;
/** Relaxation time after the cut, in steps. */
const tau = cut.by / (4 * base.learningRate * base.weightDecay);

/** Training loss just before the cut and in two windows after it, between which no setting changes. */
function measure({ series, steps, at }: Trajectory) {
  const begin = cut.at * steps;
  const loss = (from: number, to: number): number =>
    windowMean(series['loss']!, begin + from * tau, begin + to * tau, at!['loss']);
  const early = loss(0.15, 0.5);
  return { fall: loss(-0.5, 0) - early, rise: loss(4, Infinity) - early };
}

export default defineClaim({
  id: 'normalized-sgd/real-data',
  revision: 1,
  states:
    'Normalised networks escape as well: after a cut of the learning rate their loss first overshoots the level of the ' +
    'new equilibrium and then rises, unless the norms are put to it at once.',
  source: { paper, at: 'abstract, last part', reading: 'abstract' },
  tiers: {
    smoke: { steps: 38_000, every: 2 } satisfies NetworkSize,
    standard: { steps: 38_000, every: 2 } satisfies NetworkSize,
  },
  arms: {
    cut: networkRuns({ ...base, cut }),
    rescaled: networkRuns({ ...base, cut: { ...cut, rescale: cut.by ** -0.25 } }),
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
  controls: {
    'no weight decay after the cut': { replace: 'cut', with: 'noDecay' },
  },
  curves: {
    loss: { label: 'minibatch loss (nats)' },
    'angle/hidden0': { label: 'angle of a step (rad)', scale: 'log' },
  },
});
