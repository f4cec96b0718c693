import type { Trajectory } from 'claimcheck';
import { mean, stepsToReach } from 'claimcheck/measure';

/** Training rewards at which agents are compared, of the 2.1 that are possible. */
const levels = [1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2] as const;
/** That which agents reach in mazes with obstacles, too. */
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

type Level = (typeof levels)[number];
/** `highest` is the last level that is reached, NaN without one; so are both rewards at those beyond. */
type Reading = Record<`trainAt${Level}` | `testAt${Level}` | 'highest', number>;

/**
 * Rewards at the end of training by condition, the gap, what else the final evaluation saw, the gap when the training
 * reward first is within the reach of all, and both rewards when it first reaches each of `levels`.
 */
export function measure(trajectory: Trajectory) {
  const { values } = trajectory;
  const early = whenReached(trajectory, withinReach);
  const readings = levels.flatMap((level) => {
    const { train, test } = whenReached(trajectory, level);
    return [
      [`trainAt${level}`, train],
      [`testAt${level}`, test],
    ];
  });
  return {
    train: values['train']!,
    sticky: values['sticky']!,
    spawn: values['spawn']!,
    both: values['both']!,
    sticky75: values['sticky75']!,
    sticky99: values['sticky99']!,
    executed99: values['executed99']!,
    replaced: values['replaced']!,
    familiar: values['familiar']!,
    test: values['test']!,
    gap: values['train']! - values['test']!,
    matchedGap: early.train - early.test,
    highest: levels.findLast((level) => !Number.isNaN(whenReached(trajectory, level).train)) ?? NaN,
    ...(Object.fromEntries(readings) as Omit<Reading, 'highest'>),
  };
}

export type Measures = ReturnType<typeof measure>;

/**
 * Rewards of two agents where their training rewards first reach the highest level that both reach; NaN without one. What
 * lies beyond is not looked at: a panel that reads a NaN has no number.
 */
export function equalTraining(one: Reading, other: Reading) {
  const reached = Math.min(one.highest, other.highest);
  const level = levels.find((each) => each === reached);
  const at = (agent: Reading) =>
    level === undefined
      ? { train: NaN, test: NaN }
      : { train: agent[`trainAt${level}`], test: agent[`testAt${level}`] };
  return { level: level ?? NaN, one: at(one), other: at(other) };
}
