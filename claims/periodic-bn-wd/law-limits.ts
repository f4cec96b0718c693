import { arm, type ArmRunner, type Trajectory } from 'claimcheck';
import { lawPoints, type LawSize, periodExponents } from './period-law.ts';
import { secondHalf } from './second-half.ts';
import { measure, type Setting, trainingRuns } from './setting.ts';

/** Runs at one setting, beside the grid that shows the law. */
export function limitRuns(setting: Setting): ArmRunner<LawSize> {
  const training = trainingRuns(setting);
  return arm({ ...training.setting }, (run, { limitSteps }) => training(run, { steps: limitSteps }));
}

/** Measures of the one kind of runs that the other has not. */
const none = {
  ...{ onProduct: NaN, onLearningRate: NaN },
  ...{ events: NaN, spread: NaN, normRatio: NaN, medianLoss: NaN },
};

/** What the law is about, of a run through the grid, and the events of the runs outside of it. */
export function measureLaw(trajectory: Trajectory, size: LawSize) {
  if (!trajectory.series['interval']) {
    return { ...none, events: measure(trajectory).events, ...secondHalf(trajectory) };
  }
  const { onProduct, onLearningRate } = periodExponents(trajectory, size);
  return { ...none, onProduct, onLearningRate, ...lawPoints(trajectory, size) };
}

/** What shows that the runs outside of the range of the law were trained. */
export const outsideWasTrained = [
  {
    name: 'median loss at the learning rate that is too small, second half',
    unit: 'nats',
    of: ({ tooSmall }: { readonly tooSmall: { readonly medianLoss: number } }) => tooSmall.medianLoss,
    rule: 'staysBelow',
    margin: 0.05,
    because: 'no destabilization of a network that was trained: guessing costs 1.39 nats',
  },
  {
    name: 'largest over smallest norm at the one that is too large',
    unit: 'ratio',
    of: ({ tooLarge }: { readonly tooLarge: { readonly normRatio: number } }) => tooLarge.normRatio,
    rule: 'exceeds',
    margin: 1.5,
    because: 'a plateau of weights that move: a step without a gradient shrinks them by 1 - 0.6 already',
  },
] as const;
