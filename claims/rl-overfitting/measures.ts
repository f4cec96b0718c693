import type { Trajectory } from 'claimcheck';
import { mean, stepsToReach } from 'claimcheck/measure';

/** Training reward that counts as near-optimal, of the 2.1 that are possible: agents of this size often leave an object. */
const nearOptimal = 1.4;
/** Training reward that agents reach in mazes with obstacles, too. */
const withinReach = 1.3;

const width = 3;

/**
 * Training and test reward where the training reward first reaches `level`, means over as many windows of the learning
 * curves; NaN when it never does.
 */
export function whenReached({ series }: Pick<Trajectory, 'series'>, level: number) {
  const smooth = (name: string): number[] => {
    const values = Array.from(series[name]!);
    return values.slice(width - 1).map((_, from) => mean(values.slice(from, from + width)));
  };
  const [train, test] = [smooth('train'), smooth('test')];
  const at = stepsToReach(train, level, { direction: 'above' });
  return { train: train[at] ?? NaN, test: test[at] ?? NaN };
}

/**
 * Rewards at the end of training by condition, the gap, both rewards when training first is near-optimal, and the gap
 * when it is within the reach of all.
 */
export function measure(trajectory: Trajectory) {
  const { values } = trajectory;
  const reached = whenReached(trajectory, nearOptimal);
  const earlier = whenReached(trajectory, withinReach);
  return {
    train: values['train']!,
    sticky: values['sticky']!,
    spawn: values['spawn']!,
    both: values['both']!,
    test: values['test']!,
    gap: values['train']! - values['test']!,
    matchedTrain: reached.train,
    matchedTest: reached.test,
    matchedGap: earlier.train - earlier.test,
  };
}
