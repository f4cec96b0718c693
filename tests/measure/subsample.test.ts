import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subsample } from '#measure';

const series = fc.array(
  fc.oneof({ weight: 9, arbitrary: fc.double({ min: -1e3, max: 1e3, noNaN: true }) }, fc.constant(NaN)),
  { minLength: 1, maxLength: 300 },
);

describe('subsample', () => {
  it('keeps within its budget the ends, the extremes and only points of the series, in order', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 5, max: 60 }), (values, maxPoints) => {
        const { x, y } = subsample(values, maxPoints);
        expect(x.length).toBe(y.length);
        expect(x.length).toBeLessThanOrEqual(maxPoints);
        expect([x[0], x.at(-1)]).toEqual([0, values.length - 1]);
        x.forEach((at, point) => {
          expect(y[point]).toBe(values[at]);
          if (point > 0) expect(at).toBeGreaterThan(x[point - 1]!);
        });
        const finite = values.filter((value) => !Number.isNaN(value));
        const kept = y.filter((value) => !Number.isNaN(value));
        expect(Math.max(...kept)).toBe(Math.max(...finite));
        expect(Math.min(...kept)).toBe(Math.min(...finite));
        expect(y.some(Number.isNaN)).toBe(values.some(Number.isNaN));
      }),
    );
  });

  it('returns a short series as it is', () => {
    expect(subsample([3, 1, 2], 5)).toEqual({ x: [0, 1, 2], y: [3, 1, 2] });
    expect(subsample([], 5)).toEqual({ x: [], y: [] });
  });

  it('keeps every spike of one step in its stretch', () => {
    const calm = Array.from({ length: 1000 }, (_, at) => (at % 100 === 37 ? 50 : at / 1000));
    const { x } = subsample(calm, 102);
    for (let spike = 37; spike < 1000; spike += 100) expect(x).toContain(spike);
  });

  it('marks where a run diverged', () => {
    const loss = Array.from({ length: 1000 }, (_, at) => (at < 613 ? 1 : NaN));
    const { x, y } = subsample(loss, 50);
    expect(x[y.findIndex(Number.isNaN)]).toBe(613);
  });

  it('keeps given abscissae, and checks their number', () => {
    expect(subsample([3, 1], 5, [10, 20]).x).toEqual([10, 20]);
    expect(() => subsample([3, 1], 5, [10])).toThrow('series at has 1 points, expected 2');
    expect(() => subsample([3, 1], 4)).toThrow('a subsampled line needs 5 points or more, got 4');
  });
});
