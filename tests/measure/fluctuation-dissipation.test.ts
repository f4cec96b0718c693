import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveTemperature } from '#measure';

const response = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2];

describe('effectiveTemperature', () => {
  it('reads one temperature alike at every lag', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (thousandths) => {
        const temperature = thousandths / 1000;
        const displacement = response.map((chi) => 2 * temperature * chi);
        const found = effectiveTemperature(displacement, response);
        expect(found.fit).toBeCloseTo(temperature, 12);
        expect(found.early).toBeCloseTo(temperature, 12);
        expect(found.late).toBeCloseTo(temperature, 12);
        expect(found.rSquared).toBeCloseTo(1, 12);
        expect(found.exponent).toBeCloseTo(0, 12);
      }),
    );
  });

  it('tells early lags from late ones', () => {
    const displacement = response.map((chi, lag) => 2 * chi * (lag < 2 ? 1 : 3));
    const found = effectiveTemperature(displacement, response, 2);
    expect(found.early).toBeCloseTo(1, 12);
    expect(found.late).toBeCloseTo(3, 12);
    expect(found.fit).toBeGreaterThan(1);
    expect(found.fit).toBeLessThan(3);
    expect(found.rSquared).toBeLessThan(1);
    expect(found.exponent).toBeGreaterThan(0.2);
  });

  it('reads a ratio that goes with a power of the response', () => {
    const displacement = response.map((chi) => 2 * chi ** 1.5);
    expect(effectiveTemperature(displacement, response).exponent).toBeCloseTo(0.5, 12);
  });

  it('is 0 where nothing moves, and NaN where nothing responds', () => {
    const still = response.map(() => 0);
    expect(effectiveTemperature(still, response)).toMatchObject({ fit: 0, early: 0, late: 0, rSquared: NaN });
    expect(effectiveTemperature(still, still)).toMatchObject({ fit: NaN, early: NaN, late: NaN });
    expect(effectiveTemperature([1], [1]).exponent).toBeNaN();
  });

  it('wants equally many lags', () => {
    expect(() => effectiveTemperature([1, 2], [1])).toThrow('response has 1 points, expected 2');
  });
});
