import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowMean } from '#measure';

describe('windowMean', () => {
  it('holds the first abscissa and not the last', () => {
    expect(windowMean([1, 2, 4, 8], 1, 3)).toBe(3);
    expect(windowMean([1, 2, 4, 8], 10, 30, [0, 10, 20, 30])).toBe(3);
    expect(windowMean([1, 2, 4, 8], 2, Infinity)).toBe(6);
  });

  it('two windows side by side weigh into the mean of both', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 30 }),
        fc.nat(),
        (values, draw) => {
          const cut = 1 + (draw % (values.length - 1));
          const [left, right] = [windowMean(values, 0, cut), windowMean(values, cut, values.length)];
          const whole = (left * cut + right * (values.length - cut)) / values.length;
          expect(windowMean(values, 0, values.length)).toBeCloseTo(whole, 9);
        },
      ),
    );
  });

  it('NaN for a window without points and for a NaN inside, none for a NaN outside', () => {
    expect(windowMean([1, 2], 5, 9)).toBeNaN();
    expect(windowMean([1, NaN, 3], 0, 2)).toBeNaN();
    expect(windowMean([1, NaN, 3], 2, 3)).toBe(3);
  });

  it('refuses abscissae of another length', () => {
    expect(() => windowMean([1, 2], 0, 1, [0])).toThrow('at has 1 points, the series 2');
  });
});
