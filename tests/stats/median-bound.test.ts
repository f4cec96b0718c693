import { createRng } from '#core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionAt, majorityPlan, medianLowerBound, medianUpperBound } from '#stats';

const effects = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 8, maxLength: 40, size: 'max' });

describe('median bound', () => {
  it('is the smallest of eight and the second smallest of twelve', () => {
    expect(medianLowerBound([8, 3, 5, 4, 6, 7, 2, 9])).toBe(2);
    expect(medianLowerBound([8, 3, 5, 4, 6, 7, 2, 9, 1, 10, 11, 12])).toBe(2);
    expect(medianUpperBound([8, 3, 5, 4, 6, 7, 2, 9])).toBe(9);
  });

  it('is open with too few seeds', () => {
    expect(medianLowerBound([1, 2, 3])).toBe(-Infinity);
    expect(medianUpperBound([1, 2, 3])).toBe(Infinity);
    expect(medianLowerBound([])).toBe(-Infinity);
  });

  it.each([NaN, Infinity, -Infinity])('counts %s as the worst effect on either side', (broken) => {
    const values = [broken, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    expect(medianLowerBound(values)).toBe(1);
    expect(medianUpperBound(values)).toBe(11);
    expect(medianLowerBound([broken, broken, ...values])).toBe(-Infinity);
  });

  it('looks at the first n values only, and counts missing ones as the worst', () => {
    const values = [5, 6, 7, 8, 9, 10, 11, 12, -100];
    expect(medianLowerBound(values, 8)).toBe(5);
    expect(medianLowerBound(values.slice(0, 7), 8)).toBe(-Infinity);
  });

  it('takes a weaker threshold for a tighter bound', () => {
    const values = [8, 3, 5, 4, 6, 7, 2, 9, 1, 10];
    expect(medianLowerBound(values, 10, 100)).toBe(1);
    expect(medianLowerBound(values, 10, 20)).toBe(2);
  });

  it('inverts the decision: a margin is supported exactly when it lies below the bound', () => {
    fc.assert(
      fc.property(effects, fc.integer({ min: -21, max: 21 }), (values, margin) => {
        const successes = values.filter((value) => value > margin).length;
        const supported = decisionAt(successes, values.length).verdict === 'supported';
        expect(supported).toBe(margin < medianLowerBound(values));
      }),
    );
  });

  it('mirrors: the upper bound of d is minus the lower bound of -d', () => {
    fc.assert(
      fc.property(effects, (values) => {
        const mirrored = values.map((value) => -value);
        expect(medianUpperBound(values)).toBe(-medianLowerBound(mirrored));
      }),
    );
  });

  it.each(['normal', 'exponential', 'Cauchy'])(
    'misses the median in at most 1 percent of %s streams',
    (family) => {
      const rng = createRng(family, 'median bound');
      const draws: Readonly<Record<string, () => number>> = {
        normal: () => rng.normal(),
        exponential: () => -Math.log1p(-rng.uniform()) - Math.LN2,
        Cauchy: () => Math.tan(Math.PI * (rng.uniform() - 0.5)),
      };
      let misses = 0;
      for (let stream = 0; stream < 10_000; stream++) {
        const values = Array.from({ length: 32 }, draws[family]!);
        if (majorityPlan.looks.some((look) => medianLowerBound(values, look) > 0)) misses++;
      }
      // The exact probability is .0072 for any continuous distribution; 72 expected, 8.5 the standard deviation.
      expect(misses).toBeGreaterThan(40);
      expect(misses).toBeLessThan(100);
    },
  );
});
