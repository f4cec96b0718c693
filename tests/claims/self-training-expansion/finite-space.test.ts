import { describe, expect, it } from 'vitest';
import {
  classSet,
  disagreement,
  errorUpToNames,
  everyClassifier,
  expansionFactor,
  type FiniteSpace,
  inconsistency,
  massOf,
  minority,
  neighbourhoods,
} from '../../../claims/self-training-expansion/finite-space.ts';
import { classShares, islands } from '../../../claims/self-training-expansion/spaces.ts';

/** Class 0: a chain 0 -> 1, 2 alone reaching 1; class 1: one point. */
const space: FiniteSpace = {
  classes: 2,
  label: [0, 0, 0, 1],
  mass: [0.1, 0.2, 0.3, 0.4],
  reach: [0b0011, 0b0010, 0b0110, 0b1000],
};

describe('sets', () => {
  it('mass, classes, shares', () => {
    expect(massOf(space, 0b1010)).toBeCloseTo(0.6, 12);
    expect([classSet(space, 0), classSet(space, 1)]).toEqual([0b0111, 0b1000]);
    const shares = classShares(space, 0b1001);
    expect(shares[0]).toBeCloseTo(1 / 6, 12);
    expect(shares[1]).toBeCloseTo(1, 12);
  });
});

describe('neighbourhoods', () => {
  it('points whose B meet, whichever reaches', () => {
    expect(neighbourhoods(space)).toEqual([0b0111, 0b0111, 0b0111, 0b1000]);
    const apart = { ...space, reach: [0b0011, 0b0010, 0b0100, 0b1000] };
    expect(neighbourhoods(apart)).toEqual([0b0011, 0b0011, 0b0100, 0b1000]);
  });
});

describe('expansionFactor', () => {
  it('infinite where all sets reach their class, 1 on islands', () => {
    expect(expansionFactor(space, 0.5)).toBe(Infinity);
    expect(expansionFactor(islands(space), 0.5)).toBe(1);
  });

  it('the worst set of those that are small enough', () => {
    const apart = { ...space, reach: [0b0011, 0b0010, 0b0100, 0b1000] };
    // Shares 1/6, 1/3 and 1/2: {0} reaches 1/2, {1} reaches 1/2, {2} and {0, 1} only themselves.
    expect(expansionFactor(apart, 0.2)).toBeCloseTo(3, 12);
    expect(expansionFactor(apart, 0.4)).toBeCloseTo(1.5, 12);
    expect(expansionFactor(apart, 0.5)).toBeCloseTo(1, 12);
  });
});

describe('classifiers', () => {
  it('inconsistency is that of the points that see another class', () => {
    expect(inconsistency(space, space.label)).toBe(0);
    expect(inconsistency(space, [1, 0, 0, 1])).toBeCloseTo(0.1, 12);
    expect(inconsistency(space, [0, 1, 0, 1])).toBeCloseTo(0.4, 12);
  });

  it('disagreement, also up to names', () => {
    expect(disagreement(space, [1, 0, 0, 0], space.label)).toBeCloseTo(0.5, 12);
    expect(errorUpToNames(space, [1, 1, 1, 0])).toBe(0);
    expect(errorUpToNames(space, [1, 1, 0, 0])).toBeCloseTo(0.3, 12);
  });

  it('three classes have six renamings', () => {
    const three = { ...space, classes: 3, label: [0, 1, 2, 2] };
    for (const names of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]) {
      expect(
        errorUpToNames(
          three,
          three.label.map((own) => names[own]!),
        ),
      ).toBe(0);
    }
  });

  it('every one comes once', () => {
    const all = Array.from(everyClassifier({ ...space, classes: 3 }), (given) => given.join(''));
    expect(all).toHaveLength(81);
    expect(new Set(all).size).toBe(81);
  });
});

describe('minority', () => {
  it('points without the most frequent label of their class', () => {
    expect(minority(space, [0, 0, 0, 1])).toBe(0);
    expect(minority(space, [0, 0, 1, 0])).toBeCloseTo(0.3, 12);
    expect(minority(space, [1, 0, 1, 0])).toBeCloseTo(0.2, 12);
  });
});
