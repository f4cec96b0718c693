import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaussianFilter } from '#measure';

const inputs = fc.array(
  fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true })),
  {
    minLength: 1,
    maxLength: 12,
  },
);

describe('gaussianFilter', () => {
  it('rows add up to 1', () => {
    fc.assert(
      fc.property(inputs, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (x, delta) => {
        const n = x.length;
        const filter = gaussianFilter(x.flat(), 2, delta);
        for (let i = 0; i < n; i++) {
          const sum = filter.subarray(i * n, (i + 1) * n).reduce((total, value) => total + value, 0);
          expect(sum).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  it('weighs by exp(-distance^2 / (2 delta))', () => {
    const filter = gaussianFilter([0, 0, 1, 2], 2, 3);
    expect(filter[1]! / filter[0]!).toBeCloseTo(Math.exp(-5 / 6), 12);
  });

  it('a narrow filter keeps everything, a wide one the mean alone', () => {
    expect([...gaussianFilter([0, 1, 5], 1, 1e-6)]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    for (const weight of gaussianFilter([0, 1, 5], 1, 1e12)) expect(weight).toBeCloseTo(1 / 3, 9);
  });

  it('refuses a delta of 0 and rows of another length', () => {
    expect(() => gaussianFilter([0, 1], 1, 0)).toThrow(/delta/);
    expect(() => gaussianFilter([0, 1, 2], 2, 1)).toThrow(/no inputs of 2 dimensions/);
  });
});
