import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  distance,
  fullHalves,
  type GaussianSet,
  gaussianSets,
  halfSpace,
} from '../../../claims/self-training-expansion/gaussian-cases.ts';
import claim from '../../../claims/self-training-expansion/gaussian.invariant.ts';
import { normalCdf } from '#measure';

const errorOf = (set: GaussianSet): number => claim.property(set).error!;

describe('gaussianSets', () => {
  it('are of all kinds, with ordered ends', () => {
    const drawn = fc.sample(gaussianSets, { numRuns: 200, seed: 1 });
    expect(new Set(drawn.map(({ kind }) => kind))).toEqual(new Set(['slabs', 'shells', 'balls']));
    for (const set of drawn) {
      if (set.kind === 'balls') continue;
      expect(set.intervals.every(([low, high]) => low <= high)).toBe(true);
    }
  });

  it('balls hold some of the samples, at most about half', () => {
    for (const set of fc.sample(gaussianSets, { numRuns: 60, seed: 2 })) {
      if (set.kind !== 'balls') continue;
      const inside = set.points.filter((point) =>
        set.balls.some(({ center, radius }) => distance(point, center) <= radius),
      ).length;
      expect(inside / set.points.length).toBeGreaterThan(0.01);
      expect(inside / set.points.length).toBeLessThan(0.51);
    }
  });

  it('full halves hold nearly one half', () => {
    for (const set of fc.sample(fullHalves, { numRuns: 50, seed: 3 })) {
      if (set.kind !== 'slabs') throw new Error('a half-space is a slab');
      expect(1 - normalCdf(set.intervals[0]![0])).toBeGreaterThan(0.475);
    }
  });
});

describe('the property', () => {
  it('holds with equality on half-spaces and with room elsewhere', () => {
    expect(Math.abs(errorOf(halfSpace(0.7, 3, 5)))).toBeLessThan(1e-11);
    const shell: GaussianSet = { kind: 'shells', intervals: [[0, 1]], d: 3 };
    expect(errorOf(shell)).toBeLessThan(-0.05);
  });

  it('merges slabs that meet', () => {
    const whole: GaussianSet = { kind: 'slabs', intervals: [[-1, 1]], lipschitz: 1, d: 2 };
    const parts: GaussianSet = {
      ...whole,
      intervals: [
        [-1, 0],
        [0, 1],
      ],
    };
    expect(errorOf(parts)).toBeCloseTo(errorOf(whole), 12);
  });
});
