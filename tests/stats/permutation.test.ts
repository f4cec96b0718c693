import { createRng } from '#core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permutationTest, signFlipTest } from '#stats';
import { d, describeReference, x, y } from './reference.ts';

const b = [0.31, -0.12, 0.44, 0.08, 0.27, -0.05, 0.39, 0.16];
const smallestSplit = (n: number): number => {
  const low = Array.from({ length: n }, (_, index) => index);
  return permutationTest(
    low.map((value) => value + 10),
    low,
  ).p;
};

describeReference('permutation', {
  'sign flip of d': () => signFlipTest(d).p,
  'sign flip of b': () => signFlipTest(b).p,
  'sign flip with zeros and ties': () => signFlipTest([0.1, 0.1, 0, -0.1, 0.3, 0.2]).p,
  'split of x and y': () => permutationTest(x, y).p,
  'smallest split p, n = 3': () => smallestSplit(3),
  'smallest split p, n = 4': () => smallestSplit(4),
  'smallest split p, n = 5': () => smallestSplit(5),
  'split with ties, unequal sizes': () => permutationTest([3, 1, 4, 1, 5], [1, 2, 1]).p,
});

const rng = () => createRng('permutation', 'test');

describe('sign flip', () => {
  it('counts exact ties that rounding would break', () => {
    // Of the eight patterns of (.1, .2, -.3) five reach its mean of 0; in floating point .1 + .2 - .3 is not 0.
    const { p } = signFlipTest([0.1, 0.2, -0.3]);
    expect(p).toBe(5 / 8);
  });

  it('does not depend on the unit: the tolerance scales with the data', () => {
    for (const scale of [1e-15, 1e-6, 1e6, 1e15]) {
      expect(signFlipTest(b.map((value) => scale * value)).p).toBe(7 / 256);
    }
  });

  it('of zeros is 1', () => {
    expect(signFlipTest([0, 0, 0]).p).toBe(1);
  });

  it('enumerates 16 pairs and draws for 17', () => {
    const ones = (n: number): number[] => new Array<number>(n).fill(1);
    expect(signFlipTest(ones(16))).toEqual({ p: 2 ** -16, exact: true });
    expect(signFlipTest(ones(17), { rng: rng(), resamples: 999 })).toEqual({ p: 1 / 1000, exact: false });
  });

  it.each([0, -1, 1.5, NaN])('refuses to draw %s times', (resamples) => {
    expect(() => signFlipTest(new Array<number>(17).fill(1), { rng: rng(), resamples })).toThrow(
      `signFlipTest: resamples must be a whole number from 1 on, got ${resamples}`,
    );
  });

  it('needs a generator where it draws', () => {
    expect(() => signFlipTest(new Array<number>(17).fill(1))).toThrow(/needs an rng/);
  });

  it('drawn is close to exact', () => {
    const sixteen = [...b, ...b.map((value) => 0.3 - value)];
    const exact = signFlipTest(sixteen).p;
    // A zero leaves the distribution of the sum as it is and forces the drawn form.
    const approximate = signFlipTest([...sixteen, 0], { rng: rng(), resamples: 20_000 });
    expect(approximate.exact).toBe(false);
    expect(Math.abs(approximate.p - exact)).toBeLessThan(
      5 * Math.sqrt((exact * (1 - exact)) / 20_000) + 1e-4,
    );
  });

  it('is at least 2^-n, and opposite sides overlap in the ties only', () => {
    const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(values, (differences) => {
        const p = signFlipTest(differences).p;
        const opposite = signFlipTest(differences.map((value) => -value)).p;
        expect(p).toBeGreaterThanOrEqual(2 ** -differences.length);
        expect(p + opposite).toBeGreaterThan(1);
      }),
    );
  });
});

describe('permutation of two samples', () => {
  it('draws beyond 65,536 splits: 9 + 9 are exact, 10 + 10 drawn', () => {
    const low = Array.from({ length: 10 }, (_, index) => index);
    const high = low.map((value) => value + 100);
    expect(permutationTest(high.slice(1), low.slice(1)).exact).toBe(true);
    expect(permutationTest(high, low, { rng: rng(), resamples: 199 })).toEqual({ p: 1 / 200, exact: false });
    expect(() => permutationTest(high, low)).toThrow(/permutationTest: .* needs an rng/);
  });

  it('drawn is close to uniform under the null', () => {
    const generator = createRng('null', 'permutation');
    const pValues = Array.from({ length: 200 }, () => {
      const draw = (): number[] => Array.from({ length: 10 }, () => generator.normal());
      return permutationTest(draw(), draw(), { rng: generator, resamples: 99 }).p;
    });
    const below = pValues.filter((p) => p <= 0.2).length;
    expect(below).toBeGreaterThan(18);
    expect(below).toBeLessThan(63);
  });

  it('of equal values is 1', () => {
    expect(permutationTest([0.1, 0.1, 0.1], [0.1, 0.1]).p).toBe(1);
  });

  it.each([NaN, Infinity, -Infinity])('has no p value with %s in it', (value) => {
    const none = { p: NaN, exact: false };
    expect(permutationTest([1, value], [2, 3])).toEqual(none);
    expect(permutationTest([2, 3], [1, value])).toEqual(none);
    expect(signFlipTest([1, value, 2])).toEqual(none);
  });

  it('refuses an empty sample', () => {
    expect(() => permutationTest([], [1])).toThrow(/at least 1/);
    expect(() => permutationTest([1], [])).toThrow(/at least 1/);
    expect(() => signFlipTest([])).toThrow(/at least 1/);
  });
});
