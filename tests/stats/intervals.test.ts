import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson, meanInterval, signTest } from '#stats';
import { describeReference } from './reference.ts';

describeReference('intervals', {
  '8/8 lower 95 %': () => clopperPearson(8, 8, 0.95, 'lower')[0],
  '14/16 lower 95 %': () => clopperPearson(14, 16, 0.95, 'lower')[0],
  '8/8 two-sided lower': () => clopperPearson(8, 8)[0],
  '29/29 lower 95 %': () => clopperPearson(29, 29, 0.95, 'lower')[0],
  '59/59 lower 95 %': () => clopperPearson(59, 59, 0.95, 'lower')[0],
  '0/300 upper 95 %': () => clopperPearson(0, 300, 0.95, 'upper')[1],
  '3/10 two-sided 90 %': () => clopperPearson(3, 10, 0.9),
  '7/40 upper 99 %': () => clopperPearson(7, 40, 0.99, 'upper')[1],
  '95 % interval of a mean': () => meanInterval([0.004, -0.006, 0.002, 0.001, -0.003, 0.005, -0.002, 0]),
});

it('the interval of values that are all equal is that value, not blurred by rounding', () => {
  expect(meanInterval([0.1, 0.1, 0.1])).toEqual([0.1, 0.1]);
});

describe('Clopper-Pearson', () => {
  it('29 clean development seeds make .90 credible, 59 make .95, one fewer does not', () => {
    expect(clopperPearson(29, 29, 0.95, 'lower')[0]).toBeGreaterThanOrEqual(0.9);
    expect(clopperPearson(28, 28, 0.95, 'lower')[0]).toBeLessThan(0.9);
    expect(clopperPearson(59, 59, 0.95, 'lower')[0]).toBeGreaterThanOrEqual(0.95);
    expect(clopperPearson(58, 58, 0.95, 'lower')[0]).toBeLessThan(0.95);
  });

  it('holds at confidences close to 1', () => {
    expect(clopperPearson(0, 1000, 1 - 1e-7)[1]).toBeCloseTo(0.0166707, 6);
    expect(clopperPearson(3, 100_000, 0.99999)[1]).toBeCloseTo(0.000194784, 8);
  });

  it('is open at the ends that data cannot reach', () => {
    expect(clopperPearson(0, 5)[0]).toBe(0);
    expect(clopperPearson(5, 5)[1]).toBe(1);
    expect(clopperPearson(3, 5, 0.95, 'lower')[1]).toBe(1);
    expect(clopperPearson(3, 5, 0.95, 'upper')[0]).toBe(0);
    expect(clopperPearson(0, 0)).toEqual([0, 1]);
  });

  it('the lower bound is the pi0 at which the sign test has p = alpha', () => {
    const counts = fc
      .integer({ min: 1, max: 60 })
      .chain((n) => fc.tuple(fc.integer({ min: 1, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, fc.constantFrom(0.9, 0.95, 0.99), ([k, n], confidence) => {
        const [lower] = clopperPearson(k, n, confidence, 'lower');
        expect(signTest(k, n, lower)).toBeCloseTo(1 - confidence, 10);
      }),
    );
  });

  it('refuses counts and confidences that are none', () => {
    expect(() => clopperPearson(6, 5)).toThrow(/whole number from 0 to n/);
    expect(() => clopperPearson(1, 5, 95)).toThrow(/confidence must lie strictly between 0 and 1, got 95/);
    expect(() => meanInterval([1])).toThrow(/at least 2/);
    expect(() => meanInterval([1, 2], 1)).toThrow(/confidence/);
  });
});
