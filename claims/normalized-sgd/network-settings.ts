import { type ImageSetting, scaledRuns } from './image-network.ts';
import type { NetworkSetting } from './network.ts';

export type Arm =
  | 'small'
  | 'smallAtTenfoldRate'
  | 'large'
  | 'largeAtTenfoldRate'
  | 'momentum'
  | 'lessMomentum'
  | 'noBatchNorm';

interface Scales {
  readonly small: NetworkSetting;
  readonly large: ImageSetting;
}

const hidden = [32, 32];

/** One product of learning rate and weight decay at two learning rates, another one at two more, and momentum. */
export const settings: Readonly<Record<Arm, Scales>> = {
  small: {
    small: { hidden, learningRate: 0.1, weightDecay: 0.02 },
    large: { learningRate: 0.1, weightDecay: 5e-4 },
  },
  smallAtTenfoldRate: {
    small: { hidden, learningRate: 1, weightDecay: 0.002 },
    large: { learningRate: 1, weightDecay: 5e-5 },
  },
  large: {
    small: { hidden, learningRate: 0.3, weightDecay: 0.02 },
    large: { learningRate: 0.3, weightDecay: 5e-4 },
  },
  largeAtTenfoldRate: {
    small: { hidden, learningRate: 3, weightDecay: 0.002 },
    large: { learningRate: 3, weightDecay: 5e-5 },
  },
  momentum: {
    small: { hidden, learningRate: 0.1, weightDecay: 0.02, momentum: 0.9 },
    large: { learningRate: 0.1, weightDecay: 5e-4, momentum: 0.9 },
  },
  lessMomentum: {
    small: { hidden, learningRate: 0.1, weightDecay: 0.02, momentum: 0.5 },
    large: { learningRate: 0.1, weightDecay: 5e-4, momentum: 0.5 },
  },
  noBatchNorm: {
    small: { hidden, learningRate: 0.03, weightDecay: 0.2 / 3, normalized: false },
    large: { learningRate: 0.003, weightDecay: 0.05 / 3, normalized: false },
  },
};

export const arms = {
  small: scaledRuns(settings.small.small, settings.small.large),
  smallAtTenfoldRate: scaledRuns(settings.smallAtTenfoldRate.small, settings.smallAtTenfoldRate.large),
  large: scaledRuns(settings.large.small, settings.large.large),
  largeAtTenfoldRate: scaledRuns(settings.largeAtTenfoldRate.small, settings.largeAtTenfoldRate.large),
  momentum: scaledRuns(settings.momentum.small, settings.momentum.large),
  lessMomentum: scaledRuns(settings.lessMomentum.small, settings.lessMomentum.large),
  noBatchNorm: scaledRuns(settings.noBatchNorm.small, settings.noBatchNorm.large),
};
