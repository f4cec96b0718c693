import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  additiveCases,
  termsOf,
  worstAbove,
} from '../../../claims/self-training-expansion/additive-cases.ts';
import {
  coefficientsOf,
  constantOf,
  denoiseCases,
  objective,
  oneWayCases,
  worstMinimiser,
} from '../../../claims/self-training-expansion/denoise-cases.ts';
import {
  disagreement,
  expansionFactor,
  inconsistency,
} from '../../../claims/self-training-expansion/finite-space.ts';
import {
  boundFactor,
  sizeFactor,
  unsupervisedCases,
} from '../../../claims/self-training-expansion/unsupervised-cases.ts';

describe('cases of the denoising theorem', () => {
  it('satisfy its assumptions', () => {
    fc.assert(
      fc.property(denoiseCases, (value) => {
        const { space, pseudo, wrongShare, expansion } = value;
        expect(space.mass.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(1, 12);
        expect(wrongShare).toBeLessThan(1 / 3);
        expect(expansion).toBe(expansionFactor(space, wrongShare));
        expect(constantOf(value)).toBeGreaterThan(3);
        expect(disagreement(space, pseudo, space.label)).toBeGreaterThan(0);
      }),
    );
  });

  it('have overlapping classes and finite expansion among them', () => {
    const drawn = fc.sample(denoiseCases, { numRuns: 300, seed: 1 });
    expect(drawn.filter(({ space }) => inconsistency(space, space.label) > 0).length).toBeGreaterThan(30);
    expect(drawn.filter(({ expansion }) => Number.isFinite(expansion)).length).toBeGreaterThan(30);
  });

  it('one way: only wrong points see that they are outvoted', () => {
    fc.assert(
      fc.property(oneWayCases, ({ space, pseudo }) => {
        const wrong = space.label.reduce((set, own, at) => (pseudo[at] === own ? set : set | (1 << at)), 0);
        expect(space.reach.every((reach, at) => (reach & wrong & ~(1 << at)) === 0)).toBe(true);
        expect(inconsistency(space, pseudo)).toBeLessThanOrEqual(
          disagreement(space, pseudo, space.label) + 1e-12,
        );
      }),
    );
  });

  it('the objective of the truth is the bound', () => {
    fc.assert(
      fc.property(denoiseCases, (value) => {
        const { space, pseudo } = value;
        const c = constantOf(value);
        const bound =
          (2 / (c - 1)) * disagreement(space, pseudo, space.label) +
          ((2 * c) / (c - 1)) * inconsistency(space, space.label);
        expect(objective(value, space.label, coefficientsOf(c))).toBeCloseTo(bound, 10);
        expect(worstMinimiser(value, coefficientsOf(c))).toBeLessThanOrEqual(bound + 1e-9);
      }),
    );
  });
});

describe('cases of the unsupervised theorem', () => {
  it('factors at finite and infinite expansion', () => {
    expect([sizeFactor(1.5), sizeFactor(3), sizeFactor(Infinity)]).toEqual([4, 2, 2]);
    expect(boundFactor(1.25)).toBeCloseTo(5, 12);
    expect(boundFactor(Infinity)).toBe(2);
  });

  it('satisfy its assumptions, with and without overlap', () => {
    const drawn = fc.sample(unsupervisedCases, { numRuns: 200, seed: 1 });
    for (const { space, expansion } of drawn) {
      expect(expansion).toBeGreaterThan(1);
      expect(expansion).toBe(expansionFactor(space, 0.5));
    }
    const overlapping = drawn.filter(({ space }) => inconsistency(space, space.label) > 0).length;
    expect(overlapping).toBeGreaterThan(50);
    expect(overlapping).toBeLessThan(150);
  });
});

describe('cases of additive expansion', () => {
  it('have mistakes that outweigh q, and room for a classifier', () => {
    for (const value of fc.sample(additiveCases, { numRuns: 100, seed: 1 })) {
      const { space, pseudo, q, alpha } = value;
      expect(disagreement(space, pseudo, space.label)).toBeGreaterThan(q);
      expect(alpha).toBeGreaterThan(0);
      expect(worstAbove(value, termsOf(value))).toBeLessThanOrEqual(1e-9);
    }
  });

  it('a classifier beyond the room need not obey', () => {
    // One class: point 0 is wrong and sees point 1, which is right; P(N(V) \\ M) - P(V) = 0.4 - 0.2.
    const space = { classes: 2, label: [0, 0, 0, 1], mass: [0.2, 0.4, 0.2, 0.2], reach: [3, 2, 4, 8] };
    const value = { space, pseudo: [1, 0, 0, 1], q: 0, alpha: 0.19 };
    expect(worstAbove(value, termsOf(value))).toBeLessThanOrEqual(1e-9);
    expect(worstAbove(value, { room: 1, counts: [2, 2] })).toBeGreaterThan(0.1);
  });
});
