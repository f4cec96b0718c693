import { describe, expect, it } from 'vitest';
import { act, begin, bestPlan, type Transition } from '../../../claims/rl-overfitting/environment.ts';
import type { Level } from '../../../claims/rl-overfitting/levels.ts';

/** Start in the middle of the left column; S a b / s . k / c d #. */
const level: Level = {
  ...{ room: 3, start: 3, rewards: [0.1, 1, 1, -1, -1] },
  ...{ objects: [5, 1, 2, 6, 7], obstacles: [8] },
};
const [up, down, left, right, stay] = [0, 1, 2, 3, 4];

/** Rewards of a list of actions, and the last transition. */
function play(actions: readonly number[], limit = 30) {
  const path: Transition[] = [];
  for (const action of actions) path.push(act(level, path.at(-1) ?? begin(level), action, limit));
  return { rewards: path.map(({ reward }) => reward), last: path.at(-1)! };
}

describe('environment', () => {
  it('moves, and charges for borders and obstacles only', () => {
    expect(play([left]).last).toMatchObject({ cell: 3, reward: -0.01, done: false });
    expect(play([stay]).last).toMatchObject({ cell: 3, reward: 0, done: false });
    expect(play([right]).last).toMatchObject({ cell: 4, reward: 0 });
    expect(act(level, { cell: 5, present: [false, true, true, true, true], age: 0 }, down, 30)).toMatchObject(
      {
        cell: 5,
        reward: -0.01,
      },
    );
  });

  it('gives each object once, and ends with the key', () => {
    const { rewards, last } = play([up, right, left, right, right, down].map((action) => action));
    expect(rewards).toEqual([0, 1, 0, 0, 1, 0.1]);
    expect(last.done).toBe(true);
    expect(last.present).toEqual([false, false, false, true, true]);
    expect(play([down]).rewards).toEqual([-1]);
  });

  it('ends at the limit with -1, unless the key is taken in that step', () => {
    expect(play([stay, stay], 2).last).toMatchObject({ reward: -1, done: true });
    expect(play([right, right], 2).last).toMatchObject({ reward: 0.1, done: true });
    expect(play([stay], 2).last.done).toBe(false);
  });

  it('the best plan takes both positive objects and then the key', () => {
    expect(bestPlan(level, 30)).toEqual({ plan: [up, right, right, down], score: 2.1 });
    expect(bestPlan(level, 3)!.score).toBeCloseTo(0.1);
    expect(bestPlan(level, 1)).toBeUndefined();
  });
});
