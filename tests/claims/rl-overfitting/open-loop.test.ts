import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { bestPlan } from '../../../claims/rl-overfitting/environment.ts';
import { levelOf } from '../../../claims/rl-overfitting/levels.ts';
import { playBlindly } from '../../../claims/rl-overfitting/open-loop.ts';

const levels = Array.from({ length: 50 }, (_, id) => levelOf('s', id, { room: 5 }));
const meanScore = (conditions: Parameters<typeof playBlindly>[4]): number => {
  const rng = createRng('s', 'test');
  const scores = levels.map((level) => playBlindly(level, bestPlan(level, 30)!.plan, 30, rng, conditions));
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
};

describe('playBlindly', () => {
  it('earns the optimum where nothing happens', () => {
    expect(meanScore({})).toBeCloseTo(2.1, 10);
  });

  it('earns much less with sticky actions or from another cell', () => {
    expect(meanScore({ sticky: 0.25 })).toBeLessThan(1.05);
    expect(meanScore({ spawn: true })).toBeLessThan(1.05);
  });

  it('is late by a step where what was proposed is repeated, and stuck where what was executed is', () => {
    expect(meanScore({ sticky: 1 })).toBeCloseTo(2.1, 10);
    expect(meanScore({ sticky: 1, repeats: 'executed' })).toBe(-1);
  });

  it('stays after the plan until the limit', () => {
    expect(playBlindly(levels[0]!, [], 30, createRng('s', 'test'), {})).toBe(-1);
  });
});
