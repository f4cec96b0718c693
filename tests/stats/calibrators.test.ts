import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eToP, mixtureCalibrator, powerCalibrator } from '#stats';
import { describeReference } from './reference.ts';

describeReference('calibrators', {
  ...Object.fromEntries(
    [0.05, 0.01, 0.001].flatMap((p) => [
      [`power ${String(p).slice(1)}`, () => powerCalibrator(p)],
      [`mixture ${String(p).slice(1)}`, () => mixtureCalibrator(p)],
    ]),
  ),
  'mixture near 1': () => [0.5, 0.99, 0.9989, 0.9991, 0.999999].map(mixtureCalibrator),
});

/** Midpoint rule after p = u^8, which tames the pole at 0. */
const integral = (calibrator: (p: number) => number): number => {
  const cells = 20_000;
  let sum = 0;
  for (let cell = 0; cell < cells; cell++) {
    const u = (cell + 0.5) / cells;
    sum += (calibrator(u ** 8) * 8 * u ** 7) / cells;
  }
  return sum;
};

describe('calibrators', () => {
  it('integrate to 1: an e-value under a uniform p', () => {
    expect(integral((p) => powerCalibrator(p, 0.5))).toBeCloseTo(1, 6);
    expect(integral((p) => powerCalibrator(p, 0.8))).toBeCloseTo(1, 6);
    // The mixture keeps 1/|ln p| of its mass below p: what is left below u = 0 is tiny but not nothing.
    expect(integral(mixtureCalibrator)).toBeGreaterThan(0.98);
    expect(integral(mixtureCalibrator)).toBeLessThanOrEqual(1);
  });

  it('fall as p grows', () => {
    const share = fc.double({ min: 1e-9, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(powerCalibrator(low)).toBeGreaterThanOrEqual(powerCalibrator(high));
        expect(mixtureCalibrator(low)).toBeGreaterThanOrEqual(mixtureCalibrator(high) * (1 - 1e-9));
      }),
    );
  });

  it('reach the ends', () => {
    expect(powerCalibrator(0)).toBe(Infinity);
    expect(mixtureCalibrator(0)).toBe(Infinity);
    expect(mixtureCalibrator(1)).toBe(0.5);
    expect(eToP(0)).toBe(1);
    expect(eToP(0.5)).toBe(1);
    expect(eToP(100)).toBe(0.01);
    expect(eToP(Infinity)).toBe(0);
  });

  it('a round trip through e never sharpens a p value', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1, noNaN: true }), (p) => {
        expect(eToP(powerCalibrator(p))).toBeGreaterThanOrEqual(p);
        expect(eToP(mixtureCalibrator(p))).toBeGreaterThanOrEqual(p);
      }),
    );
  });

  it.each([-0.1, 1.1, NaN])('refuse p = %s', (p) => {
    expect(() => powerCalibrator(p)).toThrow(/p value must lie in \[0, 1\]/);
    expect(() => mixtureCalibrator(p)).toThrow(RangeError);
  });

  it('refuse a kappa outside (0, 1) and an e below 0', () => {
    expect(() => powerCalibrator(0.1, 1)).toThrow(/kappa/);
    expect(() => eToP(-1)).toThrow(/e-value must be 0 or more/);
    expect(() => eToP(NaN)).toThrow(RangeError);
  });
});
