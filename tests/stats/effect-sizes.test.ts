import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cliffsDelta, hedgesG, mannWhitney, pairedHedgesG, varghaDelaneyA } from '#stats';
import { hedgesCorrection, pairCounts, pooledStandardDeviation } from '../../src/stats/effect-sizes.ts';
import { d, describeReference, x, y } from './reference.ts';

const r = [1, 2, 3, 4];
const s = [2, 3, 3, 5];

describeReference('effect-sizes', {
  'pair counts': () => Object.values(pairCounts(x, y)) as number[],
  "Cliff's delta": () => cliffsDelta(x, y),
  'Vargha-Delaney A': () => varghaDelaneyA(x, y),
  "small Cliff's delta": () => cliffsDelta(r, s),
  'small A': () => varghaDelaneyA(r, s),
  'pooled SD': () => pooledStandardDeviation(x, y),
  d: () => hedgesG(x, y).d,
  'J(14)': () => hedgesCorrection(14),
  g: () => hedgesG(x, y).g,
  d_z: () => pairedHedgesG(d).d,
  'J(7)': () => hedgesCorrection(7),
  g_z: () => pairedHedgesG(d).g,
  U: () => mannWhitney(x, y).u,
  'U p, normal approximation': () => mannWhitney(x, y).pGreater,
  'small U p, ties': () => mannWhitney(r, s).pGreater,
});

const samples = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 1, maxLength: 15 });

describe('effect sizes', () => {
  it('A is (delta + 1) / 2 and U / mn, with ties', () => {
    fc.assert(
      fc.property(samples, samples, (a, b) => {
        const A = varghaDelaneyA(a, b);
        expect(A).toBeCloseTo((cliffsDelta(a, b) + 1) / 2, 12);
        expect(A).toBeCloseTo(mannWhitney(a, b).u / (a.length * b.length), 12);
      }),
    );
  });

  it('change sign, or side, with the order of the samples', () => {
    fc.assert(
      fc.property(samples, samples, (a, b) => {
        expect(cliffsDelta(a, b)).toBeCloseTo(-cliffsDelta(b, a), 12);
        expect(varghaDelaneyA(a, b) + varghaDelaneyA(b, a)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('of NaN are NaN: counted as no win, it would count for one side or the other', () => {
    expect([varghaDelaneyA([NaN, 2], [1, 1]), varghaDelaneyA([1, 1], [NaN, 2])]).toEqual([NaN, NaN]);
    expect([cliffsDelta([NaN, 2], [1, 1]), cliffsDelta([1, 1], [NaN, 2])]).toEqual([NaN, NaN]);
  });

  it('rounding does not pass for spread: g of values that are all equal is infinite, or NaN', () => {
    expect(pairedHedgesG([0.1, 0.1, 0.1])).toEqual({ d: Infinity, g: Infinity });
    expect(hedgesG([0.1, 0.1, 0.1], [0.1, 0.1]).g).toBeNaN();
    expect(hedgesG([0.1, 0.1, 0.1], [0.7, 0.7, 0.7]).g).toBe(-Infinity);
  });

  it("Hedges' correction falls short of its approximation 1 - 3/(4v - 1) by 1/(32 v^2)", () => {
    for (const v of [7, 14, 62]) {
      const shortfall = 1 - 3 / (4 * v - 1) - hedgesCorrection(v);
      expect(Math.abs(shortfall * 32 * v ** 2 - 1)).toBeLessThan(0.1);
    }
  });

  it('Mann-Whitney has no p value with NaN on either side, as in SciPy', () => {
    expect(mannWhitney([1, NaN], [1, 2])).toEqual({ u: NaN, pGreater: NaN });
    expect(mannWhitney([1, 2], [NaN])).toEqual({ u: NaN, pGreater: NaN });
    expect(mannWhitney([1, Infinity], [1, Infinity]).pGreater).toBeCloseTo(0.6674972289489854, 13);
  });

  it('the p of values that are all equal is 1, though the tie correction removes every spread', () => {
    expect(mannWhitney([1, 1], [1, 1])).toEqual({ u: 2, pGreater: 1 });
  });

  it('refuse too few values', () => {
    expect(() => hedgesG([1], [1, 2])).toThrow(/hedgesG/);
    expect(() => hedgesG([1, 2], [1])).toThrow(/hedgesG/);
    expect(() => pairedHedgesG([1, 2])).toThrow(/at least 3/);
    expect(() => cliffsDelta([], [1])).toThrow(/cliffsDelta/);
    expect(() => varghaDelaneyA([1], [])).toThrow(/varghaDelaneyA/);
    expect(() => mannWhitney([], [1])).toThrow(/mannWhitney/);
  });
});
