import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { mean, randomWalkDrops } from '#measure';

/** d_0^2 of walks of unit steps: the sum of the drops. */
function squaredLengths(steps: number, dimensions: number, walks: number): number[] {
  const rng = createRng('walks', `${dimensions}`);
  const unit = new Float64Array(steps).fill(1);
  return Array.from({ length: walks }, () =>
    randomWalkDrops(unit, dimensions, rng).reduce((sum, drop) => sum + drop, 0),
  );
}

describe('randomWalkDrops', () => {
  it.each([2, 3, 4, 50])(
    'has the mean and the spread of walks of 10 steps in %i dimensions',
    (dimensions) => {
      const squared = squaredLengths(10, dimensions, 20_000);
      // E |sum of n units|^2 = n, and its variance is 2 n (n - 1) / dimensions.
      const variance = (2 * 10 * 9) / dimensions;
      expect(Math.abs(mean(squared) - 10)).toBeLessThan(4 * Math.sqrt(variance / 20_000));
      const spread = mean(squared.map((value) => (value - 10) ** 2));
      expect(Math.abs(spread / variance - 1)).toBeLessThan(0.15);
    },
  );

  it('on a line ends a whole number of steps away', () => {
    for (const squared of squaredLengths(7, 1, 50)) {
      const away = Math.sqrt(squared);
      expect(Math.abs(away - Math.round(away))).toBeLessThan(1e-9);
      expect(Math.round(away) % 2).toBe(1);
    }
  });

  it('comes from the last step back: what is left after a step does not depend on those before it', () => {
    const long = randomWalkDrops([5, 1, 2, 3], 6, createRng('same', 'walk'));
    const short = randomWalkDrops([1, 2, 3], 6, createRng('same', 'walk'));
    expect(long.slice(1)).toEqual(short);
    // The last step leads to the end, from wherever it starts.
    expect(short.at(-1)).toBe(3);
  });

  it('stays where it is in steps of length 0', () => {
    const drops = randomWalkDrops([0, 1, 0], 3, createRng('zeros', 'walk'));
    expect([...drops]).toEqual([0, 1, 0]);
  });
});
