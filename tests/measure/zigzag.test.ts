import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zigzag } from '#measure';

/** Random walks on a grid of 0.4, so that no difference comes near the threshold 1.5. */
const walks = fc
  .array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 120 })
  .map((moves) => moves.map((_, at) => 0.4 * moves.slice(0, at + 1).reduce((sum, move) => sum + move, 0)));

const lowest = (values: number[], from: number, to: number): number => Math.min(...values.slice(from, to));
const highest = (values: number[], from: number, to: number): number => Math.max(...values.slice(from, to));

describe('zigzag', () => {
  it('every rise starts at the minimum since the last recovery and tops at the maximum (laws)', () => {
    fc.assert(
      fc.property(walks, (z) => {
        let start = 0;
        for (const { trough, onset, peak, recovered = z.length } of zigzag(z, 1.5)) {
          expect([start <= trough, trough < onset, onset <= peak, peak < recovered]).not.toContain(false);
          expect(z[trough]).toBe(lowest(z, start, onset));
          expect(z[onset]! - z[trough]!).toBeGreaterThan(1.5);
          for (let at = start + 1; at < onset; at++) {
            expect(z[at]! - lowest(z, start, at)).toBeLessThan(1.5);
          }
          expect(z[peak]).toBe(highest(z, onset, recovered));
          for (let at = onset + 1; at < recovered; at++) {
            expect(highest(z, onset, at) - z[at]!).toBeLessThan(1.5);
          }
          if (recovered < z.length) expect(z[peak]! - z[recovered]!).toBeGreaterThan(1.5);
          start = recovered;
        }
        for (let at = start + 1; at < z.length; at++) {
          expect(z[at]! - lowest(z, start, at)).toBeLessThan(1.5);
        }
      }),
    );
  });

  it('is blind to a shift', () => {
    fc.assert(
      fc.property(walks, fc.integer({ min: -20, max: 20 }), (z, shift) => {
        expect(
          zigzag(
            z.map((value) => value + shift),
            1.5,
          ),
        ).toEqual(zigzag(z, 1.5));
      }),
    );
  });

  it('a symmetric saw has as many rises backwards', () => {
    const saw = [0, 2, 0, 2, 0, 2, 0];
    expect(zigzag(saw, 1)).toHaveLength(3);
    expect(zigzag([...saw].reverse(), 1)).toHaveLength(3);
  });

  it('ties: takes the first of equal minima and maxima, and a rise of exactly the threshold', () => {
    expect(zigzag([5, 1, 1, 2, 3, 3, 2, 1], 1)).toEqual([{ trough: 1, onset: 3, peak: 4, recovered: 6 }]);
  });

  it('restarts the minimum at the recovery, not at the old trough', () => {
    // The second rise starts far above the first trough.
    const [first, second] = zigzag([0, 6, 4.5, 5, 6.2], 1.5);
    expect(first).toEqual({ trough: 0, onset: 1, peak: 1, recovered: 2 });
    expect(second).toEqual({ trough: 2, onset: 4, peak: 4, recovered: undefined });
  });

  it('leaves the last rise open', () => {
    expect(zigzag([0, 3], 1)).toEqual([{ trough: 0, onset: 1, peak: 1, recovered: undefined }]);
  });

  it('NaN is no turning point, also in the first place', () => {
    expect(zigzag([NaN, 1, NaN, 3, NaN, 0], 1)).toEqual([{ trough: 1, onset: 3, peak: 3, recovered: 5 }]);
  });

  it('a monotone, constant or empty series has no rise that ends', () => {
    expect(zigzag([3, 2, 1], 1)).toEqual([]);
    expect(zigzag([1, 1, 1], 1)).toEqual([]);
    expect(zigzag([], 1)).toEqual([]);
  });

  it('refuses a threshold that is not positive', () => {
    expect(() => zigzag([1], 0)).toThrow('the threshold must be positive, got 0');
    expect(() => zigzag([1], NaN)).toThrow(/got NaN/);
  });
});
