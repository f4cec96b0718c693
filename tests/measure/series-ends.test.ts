import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, median, medianOfLast, quantile, stepsToReach, tailMean } from '#measure';

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });

describe('quantile, median, mean', () => {
  it('stay within the data, grow with the probability and ignore the order', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(numbers, probability, probability, (values, p, q) => {
        const [low, high] = [quantile(values, Math.min(p, q)), quantile(values, Math.max(p, q))];
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
        expect(quantile([...values].reverse(), p)).toBe(quantile(values, p));
      }),
    );
  });

  it('interpolate as type 7, also over infinities', () => {
    expect(quantile([4, 1, 3, 2], 0.25)).toBe(1.75);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([Infinity, 1, Infinity])).toBe(Infinity);
  });

  it('of nothing, or with a NaN, are NaN', () => {
    expect([median([]), mean([]), median([1, NaN, 2]), mean([1, NaN])]).toEqual([NaN, NaN, NaN, NaN]);
  });
});

describe('medianOfLast', () => {
  it('looks at the last k only', () => {
    expect(medianOfLast([100, 100, 1, 9, 5], 3)).toBe(5);
    expect(medianOfLast([NaN, 1, 2], 2)).toBe(1.5);
    expect(medianOfLast([1, 2, NaN], 2)).toBeNaN();
  });

  it('refuses more values than there are', () => {
    expect(() => medianOfLast([1, 2], 3)).toThrow('cannot take the last 3 of 2 values');
    expect(() => medianOfLast([1, 2], 0)).toThrow(/last 0/);
  });
});

describe('tailMean', () => {
  it('rounds its share up to whole points, without floating-point surplus', () => {
    const ramp = Array.from({ length: 30 }, (_, at) => at);
    expect(tailMean(ramp, 0.1)).toBe(28);
    expect(tailMean(ramp, 0.11)).toBe(27.5);
    expect(tailMean(ramp, 1)).toBe(14.5);
    expect(tailMean([7], 0.01)).toBe(7);
  });

  it('refuses shares outside (0, 1]', () => {
    for (const share of [0, -1, 1.01, NaN]) expect(() => tailMean([1], share)).toThrow(/share must be/);
  });
});

describe('stepsToReach', () => {
  it('finds the first value at the level: everything before misses it', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (values, level) => {
        const at = stepsToReach(values, level);
        expect(values.slice(0, at === Infinity ? undefined : at).every((value) => value > level)).toBe(true);
        if (at !== Infinity) expect(values[at]).toBeLessThanOrEqual(level);
        const mirrored = values.map((value) => -value);
        expect(stepsToReach(mirrored, -level, { direction: 'above' })).toBe(at);
      }),
    );
  });

  it('never is Infinity, NaN reaches nothing, abscissae are used', () => {
    expect(stepsToReach([3, 2], 1)).toBe(Infinity);
    expect(stepsToReach([NaN, 0], 1)).toBe(1);
    expect(stepsToReach([3, 1], 1, { at: [0, 50] })).toBe(50);
    expect(() => stepsToReach([3, 1], 1, { at: [0] })).toThrow('at has 1 points, the series 2');
  });
});
