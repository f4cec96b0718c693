import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExponentialSum, signChanges } from '#measure';

const sums: fc.Arbitrary<ExponentialSum> = fc
  .record({
    constant: fc.integer({ min: -100, max: 100 }).map((value) => value / 50),
    terms: fc.array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 1, max: 2000 })), {
      minLength: 1,
      maxLength: 6,
    }),
  })
  .map(({ constant, terms }) => ({
    constant,
    weights: terms.map(([weight]) => weight / 100),
    rates: terms.map(([, rate]) => rate / 100),
  }));

function valueAt({ constant, weights, rates }: ExponentialSum, t: number): number {
  return Array.from(weights).reduce((sum, weight, k) => sum + weight * Math.exp(-rates[k]! * t), constant);
}

describe('signChanges', () => {
  it('finds the zeros of a polynomial in exp(-t)', () => {
    // (e - 0.9)(e - 0.5)(e - 0.1) with e = exp(-t): zeros at -log of them.
    const sum = { constant: -0.045, weights: [0.59, -1.5, 1], rates: [1, 2, 3] };
    const found = [...signChanges(sum, 0, 50)];
    expect(found.map(({ rising }) => rising)).toEqual([false, true, false]);
    [0.9, 0.5, 0.1].forEach((e, k) => expect(found[k]!.at).toBeCloseTo(-Math.log(e), 10));
  });

  it('does not take a zero that only touches for a change', () => {
    expect([...signChanges({ constant: 0.25, weights: [-1, 1], rates: [1, 2] }, 0, 50)].length % 2).toBe(0);
    expect([...signChanges({ constant: 0.26, weights: [-1, 1], rates: [1, 2] }, 0, 50)]).toEqual([]);
  });

  it('misses none that a fine grid sees, and reports only such', () => {
    fc.assert(
      fc.property(sums, (sum) => {
        const found = [...signChanges(sum, 0, 20)];
        const sides = [0, ...found.map(({ at }) => at), 20];
        found.forEach(({ at, rising }, k) => {
          expect(at).toBeGreaterThanOrEqual(sides[k]!);
          if (k > 0) expect(rising).toBe(!found[k - 1]!.rising);
        });
        for (let step = 0; step <= 2000; step++) {
          const t = 20 * (step / 2000) ** 3;
          const value = valueAt(sum, t);
          if (Math.abs(value) < 1e-9) continue;
          const before = found.findLast(({ at }) => at < t);
          const negative = before ? !before.rising : valueAt(sum, 0) < 0;
          expect(value < 0).toBe(negative);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('works on a part of the line, and lazily', () => {
    const sum = { constant: -0.5, weights: [1], rates: [1] };
    expect([...signChanges(sum, 1, 50)]).toEqual([]);
    expect([...signChanges(sum, 0, 0.5)]).toEqual([]);
    expect(signChanges(sum, 0, 50).next().value).toEqual({
      at: expect.closeTo(Math.LN2, 12) as number,
      rising: false,
    });
  });

  it('of a constant is none', () => {
    expect([...signChanges({ constant: 1, weights: [], rates: [] }, 0, 10)]).toEqual([]);
  });
});
