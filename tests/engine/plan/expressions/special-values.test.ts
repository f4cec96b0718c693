import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluated, ulp } from './evaluate.ts';

describe('special values of kernels with two operands', () => {
  const floats = { dtype: 'float32' } as const;
  const inf = Infinity;

  it('pow answers as C does: one to any power is one, and the sign is that of odd powers', () => {
    const { of } = evaluated('Pow', [floats, floats]);
    const rows = [
      [1, NaN, 1], [NaN, 0, 1], [1, inf, 1], [-1, inf, 1], [-1, -inf, 1], [-1, NaN, NaN], [-2, 3, -8], [-8, 0.5, NaN],
      [0, 0, 1], [0, -1, inf], [-0, -1, -inf], [-0, 3, -0], [-0, 2, 0], [0, 0.5, 0], [0, -inf, inf], [0, inf, 0],
      [inf, 0.5, inf], [inf, -2, 0], [-inf, 3, -inf], [-inf, 0.5, inf], [-inf, -3, -0], [-inf, 2, inf], [0.5, inf, 0],
      [0.5, -inf, inf], [2, inf, inf], [2, -inf, 0], [NaN, 1, NaN], [2, NaN, NaN], [0, NaN, NaN], [inf, NaN, NaN],
      [2, 127, 2 ** 127], [2, 128, inf], [2, -126, 2 ** -126], [2, -149, 2 ** -149], [2, -151, 0], [-2, 128, inf],
      [-2, 129, -inf], [2 ** -149, -0.5, 2 ** 74.5], [3e38, 3e38, inf], [3e38, -3e38, 0], [-1, 16777215, -1],
    ]; // prettier-ignore
    expect(rows.map(([a, b]) => [a, b, of(a!, b!)])).toEqual(
      rows.map(([a, b, power]) => [a, b, Math.fround(power!)]),
    );
  });

  it('pow keeps its digits in large and small powers', () => {
    const { of } = evaluated('Pow', [floats, floats]);
    const bases = fc.double({ min: -126, max: 127, noNaN: true }).map((power) => Math.fround(2 ** power));
    const near = fc.double({ min: 0.5, max: 2, noNaN: true }).map(Math.fround);
    const results = fc.double({ min: -126, max: 127.9, noNaN: true });
    fc.assert(
      fc.property(fc.oneof(bases, near), results, (base, power) => {
        const exponent = Math.fround(power / Math.log2(base));
        fc.pre(Number.isFinite(exponent));
        const expected = Math.fround(base) ** exponent;
        expect(Math.abs(of(base, exponent) - expected)).toBeLessThanOrEqual(2.5 * ulp(expected));
      }),
      { numRuns: 3000 },
    );
  });

  it('atan2 answers as C does at zeros, infinities and NaN, and keeps its digits in all quadrants', () => {
    const { of } = evaluated('Atan2', [floats, floats]);
    const special = [0, -0, 1, -1, 3e38, -3e38, 1e-38, -1e-38, inf, -inf, NaN];
    const pairs = special.flatMap((y) => special.map((x) => [y, x] as const));
    const exact = pairs.filter(([y, x]) => Math.abs(y) === 0 && x >= 0 && !Object.is(x, -0));
    expect(exact.map(([y, x]) => of(y, x))).toEqual(exact.map(([y]) => y));
    const number = fc.oneof(fc.constantFrom(...special), fc.float(), fc.float({ min: -4, max: 4 }));
    fc.assert(
      fc.property(number, number, (y, x) => {
        const [actual, expected] = [of(y, x), Math.atan2(y, x)];
        if (Number.isNaN(expected)) return Number.isNaN(actual);
        const isSameSide =
          Object.is(Math.sign(actual), Math.sign(expected)) || Math.abs(expected) < 2 ** -126;
        return isSameSide && Math.abs(actual - expected) <= 2.5 * ulp(expected) + 2 ** -126;
      }),
      { numRuns: 5000 },
    );
  });

  it('mod is exact however large the quotient, and has the sign of the divisor', () => {
    const { of } = evaluated('Mod', [floats, floats]);
    const tenth = Math.fround(0.1);
    const rows = [
      [7, 3, 1], [-7, 3, 2], [7, -3, -2], [-7, -3, -1], [1, 0.1, 1 % tenth], [-1, 0.1, tenth - (1 % tenth)],
      [1e10, 7, 1e10 % 7], [3e38, 7, Math.fround(3e38) % 7], [5, inf, 5], [-6, 3, 0], [0.5, 0, NaN], [inf, 2, NaN],
      [inf, inf, NaN], [-5, -inf, -5], [NaN, 1, NaN], [1, NaN, NaN], [0, 3, 0],
    ]; // prettier-ignore
    expect(rows.map(([a, b]) => of(a!, b!) + 0)).toEqual(rows.map(([, , rest]) => Math.fround(rest!) + 0));
  });

  it('mod agrees with the remainder of doubles', () => {
    const { of } = evaluated('Mod', [floats, floats]);
    const size = fc.double({ min: -60, max: 60, noNaN: true }).map((power) => Math.fround(2 ** power));
    fc.assert(
      fc.property(size, size, (a, b) => {
        expect(of(a, b) + 0).toBe(a % b);
      }),
      { numRuns: 500 },
    );
  });

  it('floorDiv rounds down where the quotient of float32 would round up to a whole number', () => {
    const { of } = evaluated('FloorDiv', [floats, floats], 'int32');
    const rows = [[7, 2, 3], [-7, 2, -4], [1, 0.1, 9], [-1, 0.1, -10], [2e9, 1, 2e9], [5, inf, 0], [-5, inf, -1], [NaN, 1, -(2 ** 31)], [1, 0, -(2 ** 31)]]; // prettier-ignore
    expect(rows.map(([a, b]) => of(a!, b!))).toEqual(rows.map(([, , quotient]) => quotient));
  });

  it('int32 powers end where int32 does', () => {
    const integers = { dtype: 'int32' } as const;
    const { of } = evaluated('Pow', [integers, integers]);
    const rows = [[3, 19, 1162261467], [-2, 31, -(2 ** 31)], [2, 32, 0], [0, 0, 1], [0, 64, 0], [0, -1, 0], [-1, 101, -1], [1, -7, 1], [-1, -7, -1], [5, -1, 0]]; // prettier-ignore
    expect(rows.map(([a, b]) => of(a!, b!))).toEqual(rows.map(([, , power]) => power));
  });

  it('sign keeps NaN, step counts it as not positive', () => {
    expect(evaluated('Sign').of(NaN)).toBeNaN();
    expect(evaluated('Step').of(NaN)).toBe(0);
  });
});
