import { describe, expect, it } from 'vitest';
import { logCoshOf } from '../../../claims/trajectory-regularity/bound-cases.ts';

describe('log cosh', () => {
  it.each([0, 1e-12, 1e-6, 1e-3, 0.1])('is r^2 / 2 - r^4 / 12 + r^6 / 45 near 0: %s', (r) => {
    const series = r ** 2 / 2 - r ** 4 / 12 + r ** 6 / 45 - (17 * r ** 8) / 2520;
    expect(Math.abs(logCoshOf(r) - series)).toBeLessThanOrEqual(1e-9 * series);
    expect(logCoshOf(-r)).toBe(logCoshOf(r));
  });

  it('is one function on both sides of 1, where the form changes', () => {
    expect(logCoshOf(1)).toBeCloseTo(Math.log(Math.cosh(1)), 14);
    expect(logCoshOf(1 - 2 ** -50)).toBeCloseTo(logCoshOf(1), 13);
  });

  it('is |r| - log 2 far from 0, and finite where tanh is 1', () => {
    for (const r of [19, 20.7, 500, 1e6]) expect(logCoshOf(-r)).toBeCloseTo(r - Math.LN2, 9);
  });
});
