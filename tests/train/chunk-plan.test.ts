import { describe, expect, it } from 'vitest';
import { chunkPlan } from '../../src/train/chunk-plan.ts';

describe('chunkPlan', () => {
  it('starts with one step and grows towards a quarter of a second, eightfold at most', () => {
    const plan = chunkPlan('auto');
    const sizes = Array.from({ length: 5 }, () => {
      const size = plan.next(1e6);
      plan.took(size, size * 0.001);
      return size;
    });
    expect(sizes).toEqual([1, 8, 64, 250, 250]);
  });

  it('shrinks at once when steps turn slow, and stays at one when a step takes longer than it should', () => {
    const plan = chunkPlan('auto');
    plan.took(200, 2);
    expect(plan.next(1e6)).toBe(25);
    plan.took(1, 30);
    expect(plan.next(1e6)).toBe(1);
  });

  it('never takes more than is left', () => {
    expect(chunkPlan(10).next(3)).toBe(3);
    const plan = chunkPlan('auto');
    plan.took(100, 0.001);
    expect(plan.next(3)).toBe(3);
  });

  it('survives a clock that did not move', () => {
    const plan = chunkPlan('auto');
    plan.took(1, 0);
    expect(plan.next(1e6)).toBe(8);
  });
});
