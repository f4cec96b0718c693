import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneSampleT, pairedT, welchT } from '#stats';
import { d, describeReference, x, y } from './reference.ts';

describeReference('t-tests', {
  'paired t': () => pairedT(x, y).t,
  'paired p': () => pairedT(x, y).pGreater,
  'paired v': () => pairedT(x, y).degreesOfFreedom,
  'Welch t': () => welchT(x, y).t,
  'Welch p': () => welchT(x, y).pGreater,
  'Welch v': () => welchT(x, y).degreesOfFreedom,
  'paired p less': () => pairedT(x, y).pLess,
  'paired p two-sided': () => pairedT(x, y).pTwoSided,
  'one-sample against .05': () => {
    const { t, pGreater } = oneSampleT(d, 0.05);
    return [t, pGreater];
  },
});

describe('t tests', () => {
  it('with no spread: infinite t away from the null, NaN on it', () => {
    expect(oneSampleT([2, 2, 2])).toMatchObject({ t: Infinity, pGreater: 0, pLess: 1, pTwoSided: 0 });
    expect(oneSampleT([-2, -2, -2])).toMatchObject({ t: -Infinity, pGreater: 1, pLess: 0 });
    expect(oneSampleT([2, 2, 2], 2)).toMatchObject({ t: NaN, pGreater: NaN, pTwoSided: NaN });
  });

  it('rounding does not pass for spread: values that are all equal have none, whatever they are', () => {
    expect(oneSampleT([0.1, 0.1, 0.1], 0.1)).toMatchObject({ t: NaN, pGreater: NaN, pTwoSided: NaN });
    expect(oneSampleT([0.1, 0.1, 0.1], 0.2)).toMatchObject({ t: -Infinity, pTwoSided: 0 });
    fc.assert(
      fc.property(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 2, max: 9 }), (tenths, n) => {
        const constant = new Array<number>(n).fill(tenths / 10);
        expect(oneSampleT(constant, tenths / 10).t).toBeNaN();
        expect(welchT(constant, constant.slice(0, 2)).t).toBeNaN();
      }),
    );
  });

  it('Welch of two constant samples is as in SciPy: one degree of freedom, infinite or NaN', () => {
    expect(welchT([2, 2, 2], [1, 1, 1])).toMatchObject({ t: Infinity, degreesOfFreedom: 1, pTwoSided: 0 });
    expect(welchT([2, 2, 2], [2, 2])).toMatchObject({ t: NaN, degreesOfFreedom: 1, pTwoSided: NaN });
    expect(welchT([1, 1, 1], [2, 2])).toMatchObject({ t: -Infinity, pGreater: 1, pLess: 0 });
  });

  it('does not depend on the unit, where squares of variances are no numbers either', () => {
    const moderate = welchT(x, y);
    for (const unit of [1e-150, 1e-80, 1e80, 1e150]) {
      const scaled = welchT(
        x.map((value) => unit * value),
        y.map((value) => unit * value),
      );
      expect(Math.abs(scaled.t / moderate.t - 1)).toBeLessThan(1e-12);
      expect(Math.abs(scaled.degreesOfFreedom / moderate.degreesOfFreedom - 1)).toBeLessThan(1e-12);
      expect(Math.abs(scaled.pTwoSided / moderate.pTwoSided - 1)).toBeLessThan(1e-11);
    }
  });

  it('keeps the spread of values that are small beside mu', () => {
    expect(oneSampleT([1e-30, 3e-30], 2).t).toBeCloseTo(-2 / 1e-30, -20);
  });

  it('propagates NaN', () => {
    expect(pairedT([1, NaN, 3], [0, 1, 2]).pGreater).toBeNaN();
    expect(welchT([1, NaN, 3], [0, 1, 2]).t).toBeNaN();
  });

  it('refuses a single value and unpaired lengths', () => {
    expect(() => oneSampleT([1])).toThrow('oneSampleT needs at least 2 values, got 1');
    expect(() => pairedT([1, 2], [1])).toThrow('pairedT needs samples of equal length, got 2 and 1');
    expect(() => welchT([1, 2], [1])).toThrow(/welchT/);
    expect(() => welchT([1], [1, 2])).toThrow(/welchT/);
  });

  it('exchanging the samples exchanges the sides', () => {
    const sample = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const forth = welchT(a, b);
        const back = welchT(b, a);
        fc.pre(Number.isFinite(forth.t));
        expect(back.t).toBeCloseTo(-forth.t, 10);
        expect(back.pLess).toBeCloseTo(forth.pGreater, 12);
        expect(forth.pGreater + forth.pLess).toBeCloseTo(1, 12);
        expect(back.pTwoSided).toBeCloseTo(forth.pTwoSided, 12);
      }),
    );
  });
});
