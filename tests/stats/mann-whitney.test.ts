import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannWhitney } from '#stats';
import { describeReference, x, y } from './reference.ts';

describeReference('mann-whitney', {
  U: () => mannWhitney(x, y).u,
  'U p, normal approximation': () => mannWhitney(x, y).pGreater,
  'small U p, ties': () => mannWhitney([1, 2, 3, 4], [2, 3, 3, 5]).pGreater,
});

const samples = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 1, maxLength: 15 });

describe('Mann-Whitney', () => {
  it('counts every pair for one side or the other, a tie half for each', () => {
    fc.assert(
      fc.property(samples, samples, (a, b) => {
        expect(mannWhitney(a, b).u + mannWhitney(b, a).u).toBe(a.length * b.length);
      }),
    );
  });

  it('has no p value with NaN on either side, as in SciPy', () => {
    expect(mannWhitney([1, NaN], [1, 2])).toEqual({ u: NaN, pGreater: NaN });
    expect(mannWhitney([1, 2], [NaN])).toEqual({ u: NaN, pGreater: NaN });
    expect(mannWhitney([1, Infinity], [1, Infinity]).pGreater).toBeCloseTo(0.6674972289489854, 13);
  });

  it('the p of values that are all equal is 1, though the tie correction removes every spread', () => {
    expect(mannWhitney([1, 1], [1, 1])).toEqual({ u: 2, pGreater: 1 });
  });

  it('refuses an empty sample', () => {
    expect(() => mannWhitney([], [1])).toThrow(/mannWhitney/);
    expect(() => mannWhitney([1], [])).toThrow(/mannWhitney/);
  });
});
