import { describe, expect, it } from 'vitest';
import { firstPassages, leastRatio } from '#measure';

describe('firstPassages', () => {
  it('counts points from 1', () => {
    expect(firstPassages([[0.1], [1, 0.2, 0.1], [1, 1, 0.1]], { level: 0.2 })).toEqual([1, 2, 3]);
  });

  it('a dip that passes by reaches nothing', () => {
    expect(firstPassages([[1, 0.1, 1, 0.1, 0.1, 1]], { level: 0.2, sustained: 2 })).toEqual([4]);
    expect(firstPassages([[1, 0.1, 1, 0.1, 1, 0.1]], { level: 0.2, sustained: 2 })).toEqual([6]);
  });

  it('what never arrives, and what arrives later than the limit, is at the limit', () => {
    expect(firstPassages([[1, 1, 1], [1, NaN, NaN], []], { level: 0.2, limit: 7 })).toEqual([7, 7, 7]);
    expect(firstPassages([[1, 1, 1, 0]], { level: 0.2, limit: 2 })).toEqual([2]);
  });

  it('refuses a stay of no points', () => {
    expect(() => firstPassages([[1]], { level: 0.2, sustained: 0 })).toThrow(RangeError);
  });
});

describe('leastRatio', () => {
  it('is above 1 exactly for increasing values', () => {
    expect(leastRatio([2, 6, 12])).toBe(2);
    expect(leastRatio([2, 6, 6])).toBe(1);
    expect(leastRatio([2, 6, 3])).toBe(0.5);
  });

  it('refuses a single value', () => {
    expect(() => leastRatio([2])).toThrow(RangeError);
  });
});
