import { createRng } from '#core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanInterval, tost } from '#stats';
import { describeReference, referenceCases } from './reference.ts';

const small = [0.004, -0.006, 0.002, 0.001, -0.003, 0.005, -0.002, 0];
const result = tost(small, 0.01);

describeReference('equivalence', {
  mean: () => result.mean,
  'standard deviation': () => result.standardDeviation,
  't lower': () => result.tLower,
  'p lower': () => result.pLower,
  't upper': () => result.tUpper,
  'p upper': () => result.pUpper,
  '90 % interval': () => result.interval,
  '95 % interval of the mean': () => meanInterval(small),
});

describe('TOST', () => {
  it('finds the small differences equivalent within .01 and not within .002', () => {
    expect(result.equivalent).toBe(true);
    expect(tost(small, 0.002).equivalent).toBe(false);
  });

  it('is not fooled by a difference of the size of delta', () => {
    const shifted = small.map((value) => value + 0.01);
    expect(tost(shifted, 0.01).equivalent).toBe(false);
  });

  it('decides identical arms: inside delta equivalent, on its edge not', () => {
    expect(tost([0, 0, 0], 0.01)).toMatchObject({ equivalent: true, pLower: 0, pUpper: 0 });
    expect(tost([0.5, 0.5, 0.5], 0.5).equivalent).toBe(false);
    expect(tost([0.7, 0.7, 0.7], 0.5).equivalent).toBe(false);
    expect(tost([0.1, 0.1, 0.1], 0.1).equivalent).toBe(false);
    expect(meanInterval([0.1, 0.1, 0.1])).toEqual([0.1, 0.1]);
  });

  it('never calls NaN equivalent', () => {
    expect(tost([0, NaN, 0], 1).equivalent).toBe(false);
  });

  it('is equivalent exactly when the 1 - 2 alpha interval lies inside (-delta, delta)', () => {
    const values = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 20 });
    const alphas = fc.constantFrom(0.01, 0.05, 0.1);
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 150 }), alphas, (differences, delta, alpha) => {
        const { equivalent, interval, standardDeviation } = tost(differences, delta, alpha);
        fc.pre(standardDeviation > 0);
        expect(equivalent).toBe(interval[0] > -delta && interval[1] < delta);
      }),
    );
  });

  it.each(referenceCases('equivalence-power'))('has power $expected at $name', ({ name, expected }) => {
    const [ratio, n] = (name.match(/\d+/g) ?? []).map(Number) as [number, number];
    const rng = createRng(name, 'power');
    const trials = 3000;
    let equivalent = 0;
    for (let trial = 0; trial < trials; trial++) {
      if (
        tost(
          Array.from({ length: n }, () => rng.normal(0, ratio)),
          1,
        ).equivalent
      )
        equivalent++;
    }
    // Four standard deviations of the share at 3,000 trials, at most.
    expect(Math.abs(equivalent / trials - (expected as number))).toBeLessThan(0.037);
  });

  it('refuses a delta that is not positive', () => {
    expect(() => tost(small, 0)).toThrow(/delta must lie strictly between 0 and Infinity, got 0/);
    expect(() => tost(small, NaN)).toThrow(/delta/);
    expect(() => tost([1], 1)).toThrow(/at least 2/);
    expect(() => tost(small, 1, 0.5)).toThrow(/alpha/);
  });
});
