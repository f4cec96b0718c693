import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { functionGrid, sine, sumOfSines } from '#data';

describe('functionGrid', () => {
  it('includes both ends, and evaluates f where the model looks', () => {
    fc.assert(
      fc.property(
        fc.float({ min: -50, max: 0, noNaN: true }),
        fc.float({ min: 1, max: 50, noNaN: true }),
        fc.integer({ min: 2, max: 90 }),
        (low, high, points) => {
          const { x, y } = functionGrid({ f: (value) => 3 * value, low, high, points });
          expect(x.shape).toEqual([points, 1]);
          expect(x.values[0]).toBe(low + 0);
          expect(x.values[points - 1]).toBe(high);
          y.values.forEach((value, at) => expect(value).toBe(Math.fround(3 * x.values[at]!)));
          for (let at = 1; at < points; at++) expect(x.values[at]).toBeGreaterThan(x.values[at - 1]!);
        },
      ),
    );
  });

  it('without the end point is one period: each sine shows at its frequency alone', () => {
    const f = sumOfSines([{ frequency: 1 }, { frequency: 3, amplitude: 0.5, phase: Math.PI / 2 }]);
    const { y } = functionGrid({ f, low: -Math.PI, high: Math.PI, points: 64, endpoint: false });
    const amplitude = (k: number): number => {
      let re = 0;
      let im = 0;
      y.values.forEach((value, at) => {
        re += value * Math.cos((2 * Math.PI * k * at) / 64);
        im += value * Math.sin((2 * Math.PI * k * at) / 64);
      });
      return Math.hypot(re, im) / 32;
    };
    expect([0, 1, 2, 3, 4].map((k) => Number(amplitude(k).toFixed(5)))).toEqual([0, 1, 0, 0.5, 0]);
  });

  it('knows sin(k pi x)', () => {
    expect(sine(2)(0.25)).toBeCloseTo(1, 12);
    expect(sine(3)(0.5)).toBeCloseTo(-1, 12);
  });

  it('refuses an empty range and a single point', () => {
    expect(() => functionGrid({ f: Math.abs, low: 1, high: 1, points: 3 })).toThrow(/from 1 to 1 is empty/);
    expect(() => functionGrid({ f: Math.abs, low: NaN, high: 1, points: 3 })).toThrow(/NaN/);
    expect(() => functionGrid({ f: Math.abs, low: 0, high: 1, points: 1 })).toThrow(/points .* got 1/);
  });
});
