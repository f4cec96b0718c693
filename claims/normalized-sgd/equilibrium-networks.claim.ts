import { defineClaim } from '#claim';
import type { Trajectory } from '#core';
import { equilibriumAngle, windowMean } from '#measure';
import { type NetworkSetting, type NetworkSize, networkRuns } from './network.ts';
import { paper } from './paper.ts';

const hidden = [32, 32];

/** One product of learning rate and weight decay at two learning rates, another one at two more, and momentum. */
const settings = {
  small: { hidden, learningRate: 0.1, weightDecay: 0.02 },
  smallAtTenfoldRate: { hidden, learningRate: 1, weightDecay: 0.002 },
  large: { hidden, learningRate: 0.3, weightDecay: 0.02 },
  largeAtTenfoldRate: { hidden, learningRate: 3, weightDecay: 0.002 },
  momentum: { hidden, learningRate: 0.1, weightDecay: 0.02, momentum: 0.9 },
  noBatchNorm: { hidden, learningRate: 0.03, weightDecay: 0.2 / 3, normalized: false },
} satisfies Record<string, NetworkSetting>;

/** Root mean square of the angle in the second half of a run, per layer. */
function measure({ series, steps, at }: Trajectory) {
  const rms = (name: string): number => {
    const squares = Float64Array.from(series[name]!, (value) => value ** 2);
    return Math.sqrt(windowMean(squares, steps / 2, steps, at![name]));
  };
  return { first: rms('angle/hidden0'), second: rms('angle/hidden1') };
}

type Angles = ReturnType<typeof measure>;

/** Distance of an arm's layers to the theory, the farther one. */
const deviation = (arms: Readonly<Record<string, Angles>>, arm: keyof typeof settings): number =>
  Math.max(
    ...Object.values(arms[arm]!).map((angle) => Math.abs(angle / equilibriumAngle(settings[arm]) - 1)),
  );

const because = 'the theory gives the value; 3 % are room for terms of order eta lambda and for a finite run';

export default defineClaim({
  id: 'normalized-sgd/equilibrium-networks',
  revision: 1,
  states:
    'Every normalised layer of a network turns by the same angle a step, sqrt(2 eta lambda / (1 + mu)), whatever its ' +
    'shape and the learning rate.',
  source: { paper, at: 'abstract, last part; introduction' },
  tiers: {
    smoke: { steps: 3000, every: 1, seeds: 16 } satisfies NetworkSize,
    standard: { steps: 12000, every: 1 } satisfies NetworkSize,
  },
  arms: {
    small: networkRuns(settings.small),
    smallAtTenfoldRate: networkRuns(settings.smallAtTenfoldRate),
    large: networkRuns(settings.large),
    largeAtTenfoldRate: networkRuns(settings.largeAtTenfoldRate),
    momentum: networkRuns(settings.momentum),
    noBatchNorm: networkRuns(settings.noBatchNorm),
  },
  measure,
  effect: {
    name: 'largest deviation from the theory over layers and settings',
    unit: 'relative',
    of: (arms) =>
      Math.max(
        deviation(arms, 'small'),
        deviation(arms, 'smallAtTenfoldRate'),
        deviation(arms, 'large'),
        deviation(arms, 'largeAtTenfoldRate'),
      ),
    rule: 'staysBelow',
    margin: 0.03,
    because,
  },
  also: [
    {
      name: 'the same with momentum 0.9',
      unit: 'relative',
      of: (arms) => deviation(arms, 'momentum'),
      rule: 'staysBelow',
      margin: 0.03,
      because,
    },
  ],
  controls: {
    'no batch normalization, at the same product and a smaller learning rate': { small: 'noBatchNorm' },
    'momentum held against the angle without it': { small: 'momentum' },
  },
  curves: {
    'angle/hidden0': { label: 'angle of a step, first layer (rad)', scale: 'log' },
    'angle/hidden1': { label: 'angle of a step, second layer (rad)', scale: 'log' },
  },
});
