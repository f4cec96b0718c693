import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface ReferenceCase {
  readonly name: string;
  /** What made the value, in Python. */
  readonly expression: string;
  readonly expected: number | readonly number[];
  readonly tolerance: number;
}

/** The reference values of `fixtures/stats/<file>.json`. */
export function referenceCases(file: string): readonly ReferenceCase[] {
  const url = new URL(`../../fixtures/stats/${file}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { cases: ReferenceCase[] }).cases;
}

/** One test per reference value; a value that nothing computes and a computation without a value both fail. */
export function describeReference(
  file: string,
  actual: Readonly<Record<string, () => number | readonly number[]>>,
): void {
  describe(`reference values: ${file}`, () => {
    const cases = referenceCases(file);
    it('every value has its computation', () => {
      expect(Object.keys(actual).sort()).toEqual(cases.map(({ name }) => name).sort());
    });
    it.each(cases)('$name', ({ name, expected, tolerance }) => {
      expectWithin(actual[name]!(), expected, tolerance);
    });
  });
}

/** Compares numbers or lists of numbers within an absolute tolerance. */
function expectWithin(
  actual: number | readonly number[],
  expected: number | readonly number[],
  tolerance: number,
): void {
  const values = typeof actual === 'number' ? [actual] : actual;
  const targets = typeof expected === 'number' ? [expected] : expected;
  expect(values).toHaveLength(targets.length);
  values.forEach((value, index) => {
    const distance = Math.abs(value - targets[index]!);
    expect(distance, `value ${index} is ${value}, not ${targets[index]}`).toBeLessThanOrEqual(tolerance);
  });
}

/** Eight paired runs of two arms: the data of most reference values. */
export const x = [0.91, 0.88, 0.93, 0.9, 0.87, 0.92, 0.89, 0.94];
export const y = [0.85, 0.86, 0.84, 0.88, 0.83, 0.87, 0.86, 0.85];
export const d = [0.06, 0.02, 0.09, 0.02, 0.04, 0.05, 0.03, 0.09];
