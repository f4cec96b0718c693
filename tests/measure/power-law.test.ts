import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { powerLaw } from '#measure';

const positive = fc.integer({ min: -40, max: 40 }).map((tenths) => 10 ** (tenths / 10));
const exponent = fc.integer({ min: -30, max: 30 }).map((tenths) => tenths / 10);

describe('powerLaw', () => {
  it('finds the exponents and the factor of an exact law', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(positive, positive), { minLength: 5, maxLength: 20 }),
        fc.tuple(positive, exponent, exponent),
        (rows, [factor, onRate, onBatch]) => {
          const quantities = { rate: rows.map(([rate]) => rate), batch: rows.map(([, batch]) => batch) };
          const law = powerLaw(
            rows.map(([rate, batch]) => factor * rate ** onRate * batch ** onBatch),
            quantities,
          );
          if (Number.isNaN(law.exponents.rate)) return;
          expect(law.exponents.rate).toBeCloseTo(onRate, 6);
          expect(law.exponents.batch).toBeCloseTo(onBatch, 6);
          expect(law.factor / factor).toBeCloseTo(1, 5);
        },
      ),
    );
  });

  it('has no exponents where a logarithm is not finite or a quantity is constant', () => {
    expect(powerLaw([1, 2, 0], { x: [1, 2, 3] }).exponents.x).toBeNaN();
    expect(powerLaw([1, 2, -1], { x: [1, 2, 3] }).exponents.x).toBeNaN();
    expect(powerLaw([1, 2, 3], { x: [2, 2, 2] }).exponents.x).toBeNaN();
  });

  it('names the quantity whose length differs', () => {
    expect(() => powerLaw([1, 2, 3], { x: [1, 2] })).toThrow(RangeError);
  });
});
