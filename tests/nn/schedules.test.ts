import { describe, expect, it } from 'vitest';
import { constant, cosine, scheduleInput, stepDecay, warmUp } from '#nn';

describe('schedules', () => {
  it('stepDecay drops at its milestones, not before', () => {
    const schedule = stepDecay(1, 0.1, [10, 20]);
    expect([0, 9, 10, 19, 20, 99].map(schedule)).toEqual([1, 1, 0.1, 0.1, 0.1 ** 2, 0.1 ** 2]);
  });

  it('cosine starts, halves and ends where it should, and stays there', () => {
    const schedule = cosine(2, 100, 1);
    expect(schedule(0)).toBe(2);
    expect(schedule(50)).toBeCloseTo(1.5, 12);
    expect([100, 1000].map(schedule)).toEqual([1, 1]);
  });

  it('warmUp rises to the first value and hands over without a jump', () => {
    expect([0, 1, 2, 3, 4, 5].map(warmUp(4, constant(8)))).toEqual([2, 4, 6, 8, 8, 8]);
    expect(warmUp(4, stepDecay(8, 0.5, [3]))(7)).toBe(4);
  });

  it('gives the same values however the steps are cut', () => {
    const schedule = cosine(1, 7);
    const whole = scheduleInput(schedule, 0, 7);
    expect(whole.shape).toEqual([7]);
    expect(scheduleInput(schedule, 3, 4).values).toEqual(whole.values.slice(3));
  });

  it('refuses a length of no steps', () => {
    expect(() => cosine(1, 0)).toThrow('cosine: steps must be a whole number of at least 1, got 0');
    expect(() => warmUp(1.5, constant(1))).toThrow('warmUp: steps');
  });
});
