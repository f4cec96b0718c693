import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binnedEntropy } from '#measure';

const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 60 });

describe('binnedEntropy', () => {
  it('counts bits: equal shares of a power of two, one value, a half and two quarters', () => {
    expect(binnedEntropy([0, 1, 2, 3], 1)).toBe(2);
    expect(binnedEntropy([0.1, 0.9, 0.5], 1)).toBe(0);
    expect(binnedEntropy([0, 0.5, 1, 2], 1)).toBe(1.5);
  });

  it('values on both sides of 0 are in two bins', () => {
    expect(binnedEntropy([-0.1, 0.1], 1)).toBe(1);
  });

  it('is at most the logarithm of the samples and of the bins', () => {
    fc.assert(
      fc.property(values, (given) => {
        const bins = new Set(given.map((value) => Math.floor(value))).size;
        expect(binnedEntropy(given, 1)).toBeLessThanOrEqual(Math.log2(Math.min(given.length, bins)) + 1e-12);
      }),
    );
  });

  it('refuses bins of no width', () => {
    expect(() => binnedEntropy([1], 0)).toThrow(RangeError);
  });
});
