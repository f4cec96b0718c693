import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endOfLanes } from '../../../src/runner/progress/end-of-lanes.ts';

it('a last long one counts in full', () => {
  expect(endOfLanes([0, 0], [10, 10, 100])).toBe(110);
  expect(endOfLanes([0, 0], [100, 10, 10])).toBe(100);
  expect(endOfLanes([30, 0], [20, 20])).toBe(40);
});

it('is over where nothing runs or waits', () => {
  expect(endOfLanes([], [])).toBe(0);
});

it('no lane rests while something waits: at most the mean and the longest, at least each of them', () => {
  const seconds = fc.integer({ min: 0, max: 1000 });
  const lanes = fc.array(seconds, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(lanes, fc.array(seconds, { maxLength: 30 }), (busy, waiting) => {
      const all = [...busy, ...waiting];
      const mean = all.reduce((sum, one) => sum + one, 0) / busy.length;
      const longest = Math.max(...all);
      const end = endOfLanes(busy, waiting);
      expect(end).toBeGreaterThanOrEqual(Math.max(mean, longest));
      expect(end).toBeLessThanOrEqual(mean + longest);
    }),
  );
});
