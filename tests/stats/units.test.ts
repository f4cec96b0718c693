import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  interquartileMean,
  mean,
  meanInterval,
  oneSampleT,
  pairedT,
  permutationTest,
  signFlipTest,
  standardDeviation,
  welchT,
} from '#stats';

type Sample = readonly number[];

/** Do not depend on the unit. */
const free: Record<string, (x: Sample, y: Sample, unit: number) => unknown> = {
  oneSampleT: (x, _, unit) => oneSampleT(x, unit),
  pairedT: (x, y) => pairedT(x, y),
  welchT: (x, y) => welchT(x, y),
  signFlipTest: (x) => signFlipTest(x),
  permutationTest: (x, y) => permutationTest(x, y),
};

/** Are in the unit of the sample. */
const inUnits: Record<string, (x: Sample, unit: number) => Sample> = {
  mean: (x) => [mean(x)],
  standardDeviation: (x) => [standardDeviation(x)],
  interquartileMean: (x) => [interquartileMean(x)],
  meanInterval: (x) => meanInterval(x),
};

/** Such that all are numbers of full precision in each of the units: multiples of 1/16 below 64. */
const sample = fc.array(
  fc.integer({ min: -1023, max: 1023 }).map((sixteenths) => sixteenths / 16),
  { minLength: 4, maxLength: 4 },
);
const power = fc.oneof(fc.constantFrom(-1018, -600, 600, 1017), fc.integer({ min: -1018, max: 1017 }));
const times = (values: Sample, unit: number): number[] => values.map((value) => value * unit);

describe('statistics in units from one end of the range of numbers to the other', () => {
  it.each(Object.entries(free))('%s is the same, bit for bit', (_, statistic) => {
    fc.assert(
      fc.property(sample, sample, power, (x, y, exponent) => {
        const unit = 2 ** exponent;
        expect(statistic(times(x, unit), times(y, unit), unit)).toEqual(statistic(x, y, 1));
      }),
      { numRuns: 200 },
    );
  });

  it.each(Object.entries(inUnits))('%s is as many times as large', (_, statistic) => {
    fc.assert(
      fc.property(sample, power, (x, exponent) => {
        const unit = 2 ** exponent;
        expect(statistic(times(x, unit), unit)).toEqual(times(statistic(x, 1), unit));
      }),
      { numRuns: 200 },
    );
  });

  it('are those of moderate numbers', () => {
    expect(signFlipTest([1e308, 1e308]).p).toBe(0.25);
    expect(welchT([1e200, 2e200, 3e200], [5e200, 6e200, 9e200]).t).toBeCloseTo(-3.5, 12);
    const { t, pTwoSided } = oneSampleT([1e-200, 2e-200, 3e-200]);
    expect(t).toBeCloseTo(2 * Math.sqrt(3), 12);
    expect(pTwoSided).toBeCloseTo(0.0742, 4);
    expect(mean([1.5e308, 1.5e308])).toBe(1.5e308);
    expect(mean([Infinity, 1])).toBe(Infinity);
    expect(mean([Infinity, -Infinity])).toBeNaN();
    expect(standardDeviation([5e-324, 5e-324])).toBe(0);
  });
});
