import { createRng } from '#core';
import { describe, expect, it } from 'vitest';
import { bettingCapital, bettingConfidenceSequence, normalMixtureRadius } from '#stats';
import { describeReference } from './reference.ts';

const X = [0.62, 0.71, 0.55, 0.8, 0.66, 0.59, 0.74, 0.69];
const sequence = bettingConfidenceSequence(X);

describeReference('confidence-sequences', {
  bets: () => sequence.bets,
  mean: () => sequence.mean,
  variance: () => sequence.variance,
  'half capital at .3': () => bettingCapital(X, sequence.bets, 0.3).up / 2,
  'half capital at .5': () => bettingCapital(X, sequence.bets, 0.5).up / 2,
  interval: () => [sequence.lower, sequence.upper],
  'radius 8, 1': () => normalMixtureRadius(8),
  'radius 16, 1': () => normalMixtureRadius(16),
  'radius 8, 2': () => normalMixtureRadius(8, { rho: 2 }),
  'radius 32, 4': () => normalMixtureRadius(32, { rho: 4 }),
  'radius, sigma 2, alpha .01': () => normalMixtureRadius(10, { sigma: 2, alpha: 0.01 }),
});

describe('betting confidence sequence', () => {
  it('knows nothing before the first value', () => {
    expect(bettingConfidenceSequence([])).toEqual({
      lower: 0,
      upper: 1,
      bets: [],
      mean: 0.5,
      variance: 0.25,
    });
  });

  it('bets on a value before it is seen', () => {
    const changed = bettingConfidenceSequence([...X.slice(0, 7), 0.01]);
    expect(changed.bets).toEqual(sequence.bets);
  });

  it('mirrors with the data', () => {
    const mirrored = bettingConfidenceSequence(X.map((value) => 1 - value));
    expect(mirrored.lower).toBeCloseTo(1 - sequence.upper, 10);
    expect(mirrored.upper).toBeCloseTo(1 - sequence.lower, 10);
  });

  it('keeps the ends 0 and 1 possible for constant extremes', () => {
    expect(bettingConfidenceSequence(new Array<number>(50).fill(0)).lower).toBe(0);
    expect(bettingConfidenceSequence(new Array<number>(50).fill(1)).upper).toBe(1);
  });

  it.each([-0.01, 1.01, NaN])('refuses the value %s', (value) => {
    expect(() => bettingConfidenceSequence([0.5, value])).toThrow(/value 1 must lie in \[0, 1\]/);
  });

  it('covers the mean at every length together in at least 95 % of streams', () => {
    const rng = createRng('coverage', 'betting');
    const streams = 300;
    let misses = 0;
    for (let stream = 0; stream < streams; stream++) {
      const values = Array.from({ length: 40 }, () => rng.uniform() ** 2);
      const missed = [5, 10, 20, 40].some((n) => {
        const { bets } = bettingConfidenceSequence(values.slice(0, n), { step: 0.5 });
        const { up, down } = bettingCapital(values.slice(0, n), bets, 1 / 3);
        return Math.max(up, down) / 2 >= 20;
      });
      if (missed) misses++;
    }
    expect(misses / streams).toBeLessThan(0.05);
  });
});

describe('normal-mixture radius', () => {
  it('shrinks with n and is wider than a fixed-n interval', () => {
    const radii = [2, 8, 32, 128].map((n) => normalMixtureRadius(n));
    expect(radii).toEqual([...radii].sort((a, b) => b - a));
    expect(normalMixtureRadius(32)).toBeGreaterThan(1.96 / Math.sqrt(32));
  });

  it('refuses a level and a mixture that are none', () => {
    expect(() => normalMixtureRadius(8, { alpha: 1 })).toThrow(/alpha/);
    expect(() => normalMixtureRadius(8, { rho: 0 })).toThrow(/rho/);
  });
});
