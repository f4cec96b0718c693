import { expect, it } from 'vitest';
import { ndarray } from '#core';
import { firstFar } from './run-trial.ts';
import { summed } from './trial.ts';

const far = (actual: number, expected: number): string | undefined =>
  firstFar('y', ndarray([actual], [1]), ndarray([expected], [1]), summed, { terms: 4, magnitude: 1 });

it.each([
  [5, Infinity],
  [-Infinity, Infinity],
  [NaN, Infinity],
  [Infinity, 5],
  [NaN, 5],
  [5, NaN],
  [5, 5.0001],
])('%d is not taken for %d', (actual, expected) => {
  expect(far(actual, expected)).toMatch(/^y\[0\] is /);
});

it.each([
  [Infinity, Infinity],
  [NaN, NaN],
  [-0, 0],
  [5, 5 + 2 ** -21],
])('%d is taken for %d', (actual, expected) => {
  expect(far(actual, expected)).toBeUndefined();
});
