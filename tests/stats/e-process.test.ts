import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allowedFailures,
  evidenceThreshold,
  log10EvidenceAgainst,
  log10EvidenceFor,
  majorityBets,
  prevalenceBets,
  signTest,
} from '#stats';
import { requireBets } from '../../src/stats/e-process.ts';
import { describeReference } from './reference.ts';

const rows = [
  [7, 8],
  [8, 8],
  [11, 12],
  [14, 16],
  [20, 24],
  [26, 32],
] as const;
const sizes = [6, 8, 10, 12, 13, 16, 20, 24, 28, 32, 40, 48, 64];

const smallestUnanimous = (threshold: number, bets = majorityBets): number => {
  let n = 0;
  while (log10EvidenceFor(n, n, bets) < Math.log10(threshold)) n++;
  return n;
};

describeReference('e-process', {
  ...Object.fromEntries(
    rows.flatMap(([k, n]) => [
      [`evidence for ${k}/${n}`, () => 10 ** log10EvidenceFor(k, n)],
      [`evidence against ${n - k}/${n}`, () => 10 ** log10EvidenceAgainst(n - k, n)],
      [`one-sided binomial p ${k}/${n}`, () => signTest(k, n)],
    ]),
  ),
  ...Object.fromEntries(
    [20, 100, 1400].map((T) => [`allowed failures ${T}`, () => sizes.map((n) => allowedFailures(n, T))]),
  ),
  'unanimous prevalence threshold 20': () => smallestUnanimous(20, prevalenceBets),
  'unanimous prevalence threshold 100': () => smallestUnanimous(100, prevalenceBets),
  'prevalence evidence 24/24': () => 10 ** log10EvidenceFor(24, 24, prevalenceBets),
  'evidence 5/5': () => 10 ** log10EvidenceFor(5, 5),
  'evidence 6/6': () => 10 ** log10EvidenceFor(6, 6),
  'unanimous strict threshold 1400': () => smallestUnanimous(1400),
});

const counts = fc
  .integer({ min: 1, max: 200 })
  .chain((n) => fc.record({ n: fc.constant(n), successes: fc.integer({ min: 0, max: n }) }));

describe('evidence', () => {
  it('starts at 1 without seeds', () => {
    expect(log10EvidenceFor(0, 0)).toBe(0);
    expect(log10EvidenceAgainst(0, 0)).toBe(0);
  });

  it('does not overflow or underflow at 10,000 seeds', () => {
    expect(log10EvidenceFor(10_000, 10_000)).toBeCloseTo(10_000 * Math.log10(1.8), 6);
    expect(log10EvidenceFor(0, 10_000)).toBeCloseTo(10_000 * Math.log10(0.2), 6);
  });

  it('against is the mirror of for when the bets are', () => {
    fc.assert(
      fc.property(counts, ({ n, successes }) => {
        expect(log10EvidenceAgainst(successes, n)).toBeCloseTo(log10EvidenceFor(n - successes, n), 10);
      }),
    );
  });

  it('of n seeds never passes 2^n against a fair coin, whatever the bet', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0.501, max: 0.999, noNaN: true }), ({ n, successes }, p1) => {
        expect(log10EvidenceFor(successes, n, { pi0: 0.5, p1 })).toBeLessThanOrEqual(n * Math.log10(2));
      }),
    );
  });

  it('for and against never both pass 1', () => {
    fc.assert(
      fc.property(counts, fc.constantFrom(majorityBets, prevalenceBets), ({ n, successes }, bets) => {
        const both = [log10EvidenceFor(successes, n, bets), log10EvidenceAgainst(successes, n, bets)];
        expect(Math.min(...both)).toBeLessThan(0);
      }),
    );
  });

  it.each([
    [3, 2],
    [-1, 4],
    [1.5, 4],
    [NaN, 4],
    [1, NaN],
  ])('refuses %s successes of %s', (successes, n) => {
    expect(() => log10EvidenceFor(successes, n)).toThrow(/whole number from 0 to n/);
    expect(() => log10EvidenceAgainst(successes, n)).toThrow(RangeError);
  });

  it('refuses bets on the wrong side of the null', () => {
    expect(() => requireBets({ pi0: 0.5, p1: 0.4, q1: 0.1 })).toThrow(
      'p1 must lie strictly between 0.5 and 1, got 0.4',
    );
    expect(() => requireBets({ pi0: 0.5, p1: 0.9, q1: 0.6 })).toThrow(/q1 .* got 0.6/);
    expect(() => requireBets({ pi0: 1, p1: 0.9, q1: 0.6 })).toThrow(/pi0/);
    expect(() => requireBets(prevalenceBets)).not.toThrow();
  });
});

describe('allowed failures', () => {
  it('is the largest number of failures that still reaches the threshold', () => {
    const thresholds = fc.double({ min: 1.5, max: 1e6, noNaN: true });
    const bets = fc.constantFrom(majorityBets, prevalenceBets);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), thresholds, bets, (n, threshold, bet) => {
        const failures = allowedFailures(n, threshold, bet);
        const reaches = (f: number): boolean => log10EvidenceFor(n - f, n, bet) >= Math.log10(threshold);
        if (failures >= 0) expect(reaches(failures)).toBe(true);
        if (failures < n) expect(reaches(failures + 1)).toBe(false);
      }),
    );
  });

  it('are 0, 1, 2, 4, 6 at the five looks', () => {
    expect([8, 12, 16, 24, 32].map((n) => allowedFailures(n))).toEqual([0, 1, 2, 4, 6]);
    expect(evidenceThreshold).toBe(100);
  });

  it('is -1 where even unanimity falls short', () => {
    expect(allowedFailures(7)).toBe(-1);
    expect(allowedFailures(0)).toBe(-1);
  });
});

describe('sign test', () => {
  it('has p = 1 without a success and pi0^n with nothing else', () => {
    expect(signTest(0, 9)).toBe(1);
    expect(signTest(9, 9, 0.8)).toBeCloseTo(0.8 ** 9, 14);
  });
});
