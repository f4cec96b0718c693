import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '#core';
import { even, logEven } from '#claim';

const end = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => value / 1000);
const range = fc.tuple(end, end).filter(([min, max]) => min < max);
const positive = range.filter(([min]) => min > 0);

/** Share of 3,000 draws in each tenth of a range. */
function tenths(draws: readonly number[], placeOf: (value: number) => number): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const value of draws) counts[Math.min(9, Math.floor(10 * placeOf(value)))]!++;
  return counts.map((count) => count / draws.length);
}

const draw = (of: fc.Arbitrary<number>): number[] => fc.sample(of, { numRuns: 3000, seed: 7 });

/** What a property that always fails above `from` is shrunk to. */
function shrunk(of: fc.Arbitrary<number>, fails: (value: number) => boolean): number {
  const details = fc.check(
    fc.property(of, (value) => !fails(value)),
    { seed: 3, numRuns: 1000 },
  );
  return details.counterexample![0];
}

describe('even', () => {
  it('stays in its range, and fills every tenth of it', () => {
    fc.assert(
      fc.property(range, ([min, max]) => {
        const draws = draw(even(min, max));
        expect(Math.min(...draws)).toBe(min);
        expect(Math.max(...draws)).toBe(max);
        const shares = tenths(draws, (value) => (value - min) / (max - min));
        expect(Math.min(...shares)).toBeGreaterThan(0.05);
        expect(Math.max(...shares)).toBeLessThan(0.3);
      }),
      { numRuns: 50 },
    );
  });

  it('shrinks towards 0, or the end that is nearest to it', () => {
    const any = (): boolean => true;
    expect(shrunk(even(-2, 3), any)).toBeCloseTo(0, 5);
    expect(shrunk(even(0.5, 3), any)).toBe(0.5);
    expect(shrunk(even(-3, -0.5), any)).toBe(-0.5);
    expect(shrunk(even(-2, 3), (value) => value > 1)).toBeCloseTo(1, 4);
  });
});

describe('logEven', () => {
  it('stays in its range, and fills every tenth of its logarithms', () => {
    fc.assert(
      fc.property(positive, ([min, max]) => {
        const draws = draw(logEven(min, max));
        expect(Math.min(...draws)).toBe(min);
        expect(Math.max(...draws)).toBe(max);
        const shares = tenths(draws, (value) => Math.log(value / min) / Math.log(max / min));
        expect(Math.min(...shares)).toBeGreaterThan(0.05);
      }),
      { numRuns: 50 },
    );
  });

  it('shrinks towards its lower end', () => {
    expect(shrunk(logEven(1e-6, 10), () => true)).toBe(1e-6);
    expect(shrunk(logEven(1e-6, 10), (value) => value > 0.01)).toBeCloseTo(0.01, 5);
  });

  it('starts above 0', () => {
    expect(() => logEven(0, 1)).toThrow('logEven(0, 1) starts at 0');
    expect(() => logEven(-1, 1)).toThrow('logEven(-1, 1) starts at -1');
  });
});

it.each([
  [1, 1],
  [2, 1],
  [0, Infinity],
  [NaN, 1],
  [-1.7e308, 1.7e308],
])('no range from %s to %s', (min, max) => {
  for (const [name, of] of Object.entries({ even, logEven })) {
    expect(() => of(min, max)).toThrow(UserError);
    expect(() => of(min, max)).toThrow(`${name}(${min}, ${max}) is no range`);
  }
});
