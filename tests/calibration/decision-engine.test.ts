import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  log10EvidenceAgainst,
  log10EvidenceFor,
  majorityPlan,
  operatingCharacteristic,
  prevalencePlan,
} from '#stats';
import {
  exactBehaviour,
  martingaleDefect,
  meanEvidence,
  nullFamilies,
  simulateNull,
  supportsWhenFailuresFinishLate,
} from './checks.ts';
import { ourEngine } from './engines.ts';
import { laws } from './laws.ts';

describe('evidence is a martingale', () => {
  it.each([
    ['majority', majorityPlan],
    ['prevalence', prevalencePlan],
  ])('of the %s plan with mean 1 within 1e-12 for up to 64 seeds', (_, plan) => {
    expect(martingaleDefect(ourEngine, plan)).toBeLessThan(1e-12);
  });

  it('has mean 1 at most inside the null, for any bets', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const inner = fc.double({ min: 0.02, max: 0.98, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), share, inner, inner, inner, (n, within, pi0, a, b) => {
        const plan = { ...majorityPlan, pi0, p1: pi0 + (1 - pi0) * a, q1: pi0 * b };
        const below = meanEvidence(log10EvidenceFor, n, pi0 * within, plan);
        const above = meanEvidence(log10EvidenceAgainst, n, 1 - (1 - pi0) * within, plan);
        expect(below).toBeLessThanOrEqual(1 + 1e-11);
        expect(above).toBeLessThanOrEqual(1 + 1e-11);
      }),
    );
  });

  it('grows outside the null, or it could never decide', () => {
    expect(meanEvidence(log10EvidenceFor, 8, 0.9)).toBeGreaterThan(10);
    expect(meanEvidence(log10EvidenceAgainst, 8, 0.1)).toBeGreaterThan(10);
  });
});

describe('the engine judging every stream of five batches', () => {
  const behaviour = exactBehaviour(ourEngine);

  it('supports a fair coin with probability .00721, and refutes it with the same', () => {
    expect(behaviour(0.5).supported).toBeCloseTo(0.00721, 5);
    expect(behaviour(0.5).refuted).toBeCloseTo(0.00721, 5);
  });

  it.each([0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.99])(
    'agrees with dynamic programming at theta %s',
    (theta) => {
      const { supported, refuted, meanSeeds } = operatingCharacteristic(theta);
      expect(behaviour(theta).supported).toBeCloseTo(supported, 12);
      expect(behaviour(theta).refuted).toBeCloseTo(refuted, 12);
      expect(behaviour(theta).meanSeeds).toBeCloseTo(meanSeeds, 9);
    },
  );
});

describe('20,000 null streams', () => {
  it.each(nullFamilies)('%s: false verdicts stay below one in a hundred', (family) => {
    const { supported, refuted } = simulateNull(ourEngine, family, 20_000);
    expect(supported).toBeLessThanOrEqual(200);
    if (family === 'discrete with ties') return;
    // 144 expected on either side, 12 the standard deviation: far fewer would mean that nothing was simulated.
    expect(refuted).toBeLessThanOrEqual(200);
    expect(Math.min(supported, refuted)).toBeGreaterThan(96);
  });

  it('whose failing seeds finish last are supported no more often', () => {
    expect(supportsWhenFailuresFinishLate(ourEngine, 2000)).toBeLessThanOrEqual(28);
  });
});

describe('laws', () => {
  it.each(Object.entries(laws))('%s', (_, counterexample) => {
    expect(counterexample(ourEngine)).toBeUndefined();
  });
});
