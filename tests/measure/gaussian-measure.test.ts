import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { gaussianBall, gaussianEnlargement, normalCdf, normalQuantile } from '#measure';

describe('normalCdf and normalQuantile', () => {
  it('tabulated values', () => {
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(1)).toBeCloseTo(0.8413447460685429, 14);
    expect(normalCdf(-6)).toBeCloseTo(9.865876450376981e-10, 22);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
  });

  it('undo each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), (millionths) => {
        const p = millionths / 1e6;
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
      }),
    );
  });

  it('ends and nonsense', () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1]);
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    for (const p of [-0.1, 1.1, NaN]) expect(normalQuantile(p)).toBeNaN();
    expect(normalCdf(NaN)).toBeNaN();
  });
});

describe('gaussianBall', () => {
  it('closed forms in one, two and four dimensions', () => {
    for (const radius of [0.1, 1, 2.5]) {
      const half = radius ** 2 / 2;
      expect(gaussianBall(radius, 1)).toBeCloseTo(2 * normalCdf(radius) - 1, 12);
      expect(gaussianBall(radius, 2)).toBeCloseTo(1 - Math.exp(-half), 12);
      expect(gaussianBall(radius, 4)).toBeCloseTo(1 - Math.exp(-half) * (1 + half), 12);
    }
  });

  it('ends and nonsense', () => {
    expect([gaussianBall(-1, 3), gaussianBall(0, 3), gaussianBall(Infinity, 3)]).toEqual([0, 0, 1]);
    expect(gaussianBall(NaN, 3)).toBeNaN();
  });
});

describe('gaussianEnlargement', () => {
  it('a half-space of one half reaches Phi of the distance', () => {
    expect(gaussianEnlargement(0.5, 1)).toBeCloseTo(normalCdf(1), 12);
    expect(gaussianEnlargement(0, 1)).toBe(0);
  });

  it('no union of intervals of random draws grows less', () => {
    const z = [...createRng('s', 'z').normals(100_000)];
    const inside = (value: number, by: number): boolean =>
      Math.abs(value - 1) <= 0.3 + by || Math.abs(value + 1.5) <= 0.2 + by;
    const share = (by: number): number => z.filter((value) => inside(value, by)).length / z.length;
    // Standard error 0.0016.
    expect(share(0.4)).toBeGreaterThan(gaussianEnlargement(share(0), 0.4) - 0.006);
  });
});
