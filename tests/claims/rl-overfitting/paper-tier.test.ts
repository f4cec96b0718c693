import { expect, it } from 'vitest';
import { trainings } from '../../../claims/rl-overfitting/setting.ts';
import type { Size } from '../../../claims/rl-overfitting/pools.ts';
import runs from '../../../claims/rl-overfitting/trainings.runs.ts';

const run = { seeds: ['a'], engine: 'auto', threads: 1 };

it.each(['conv', 'mlp'] as const)(
  '%s: 20 updates of the agent of the paper tier, in 8 rooms in place of 256',
  async (agent) => {
    const paper = runs.tiers.paper as Size;
    const size = { ...paper, updates: 20, learners: 8, testers: 4, episodes: 10 };
    const [trajectory] = await trainings({ agent, levels: 10 })(run, size);
    const { train, test } = trajectory!.values;
    // An episode earns at most 2.1, and cannot hit a wall more often than it has steps.
    for (const reward of [train!, test!]) {
      expect(reward).toBeLessThanOrEqual(2.1);
      expect(reward).toBeGreaterThan(-1 - 0.01 * paper.limit - 2);
    }
    expect(Array.from(trajectory!.series['train']!).some(Number.isFinite)).toBe(true);
  },
);
