import { describe, expect, it } from 'vitest';
import { largestDifference, moveSize, roundingOf } from '../../../src/engine/canary/difference.ts';

const floats = (...values: number[]): Float32Array => Float32Array.from(values);
const bounds = { rounding: 1e-5, steps: 1 };

describe('largestDifference', () => {
  it('is measured in parts of what rounding explains: of the largest value', () => {
    const found = largestDifference({ given: floats(100, 0.001), wanted: floats(100, 0), moved: [] }, bounds);
    expect(found.index).toBe(1);
    expect(found.share).toBeCloseTo(0.001 / (1e-5 * 100), 5);
  });

  it('of a state, in parts of its change and of its last bits', () => {
    const before = floats(1000, 1000);
    const wanted = floats(1000, 1001);
    const near = largestDifference({ given: floats(1000, 1001.0001), wanted, moved: [], before }, bounds);
    expect(near.share).toBeLessThan(1);
    const far = largestDifference({ given: floats(1000, 1001.001), wanted, moved: [], before }, bounds);
    expect(far.share).toBeGreaterThan(1);
  });

  it('allows what arguments that move by their last bits do', () => {
    const wanted = floats(1, -1);
    const flipped = { given: floats(1, 1), wanted };
    expect(largestDifference({ ...flipped, moved: [] }, bounds).share).toBeGreaterThan(1e4);
    expect(
      largestDifference({ ...flipped, moved: [{ values: floats(-1, 1), by: 1e-6 }] }, bounds).share,
    ).toBeLessThan(1);
    expect(
      largestDifference({ ...flipped, moved: [{ values: wanted, by: 1e-6 }] }, bounds).share,
    ).toBeGreaterThan(1e4);
  });

  it('whole numbers and truth values are equal, or as far apart as moved arguments make them', () => {
    const wanted = Int32Array.of(2 ** 30, 5);
    const given = Int32Array.of(2 ** 30, 6);
    expect(largestDifference({ given, wanted, moved: [] }, bounds).share).toBe(Infinity);
    const moved = [{ values: given, by: 1e-6 }];
    expect(largestDifference({ given, wanted, moved }, bounds).share).toBeCloseTo(0.1, 12);
    const truth = { given: Uint8Array.of(1), wanted: Uint8Array.of(0), moved: [] };
    expect(largestDifference(truth, bounds).share).toBe(Infinity);
  });

  it('a number for what is none, and the reverse, are never explained', () => {
    const nan = { given: floats(NaN), wanted: floats(2), moved: [] };
    expect(largestDifference(nan, bounds).share).toBe(Infinity);
    expect(largestDifference({ ...nan, given: floats(2), wanted: floats(NaN) }, bounds).share).toBe(Infinity);
    expect(largestDifference({ ...nan, wanted: floats(NaN) }, bounds).share).toBe(0);
    const overflowing = { given: floats(3e38), wanted: floats(Infinity), moved: [] };
    expect(largestDifference(overflowing, bounds).share).toBe(0);
  });

  it('denormals may be lost', () => {
    expect(
      largestDifference({ given: floats(0), wanted: floats(1e-40), moved: [] }, bounds).share,
    ).toBeLessThan(1);
  });

  it('equal values differ by nothing', () => {
    const values = floats(0, -0, 1, NaN);
    expect(largestDifference({ given: values, wanted: values, moved: [] }, bounds).share).toBe(0);
  });
});

it('roundings add up as random steps do', () => {
  expect(roundingOf(400, 2 ** -24)).toBeCloseTo(2 * roundingOf(100, 2 ** -24), 12);
  expect(roundingOf(1, 2 ** -24)).toBe(12 * 2 ** -24);
});

it('arguments move by their last bits first, and by no more than rounding comes to', () => {
  const sizes = (rounding: number): number[] => [0, 1, 2, 3, 4].map((draw) => moveSize(draw, rounding));
  const last = 2 ** -22;
  expect(sizes(1e-3)).toEqual([last, 4 * last, 16 * last, 64 * last, last]);
  expect(sizes(8 * last)).toEqual([last, 4 * last, 8 * last, 8 * last, last]);
  expect(sizes(1e-9)).toEqual([last, last, last, last, last]);
});
