import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { even, logEven, spreadProblems } from '#claim';

describe('spreadProblems', () => {
  it.each([
    ['doubles from 0', fc.double({ min: 0, max: 1.3, noNaN: true })],
    ['doubles on both sides of 0', fc.double({ min: -1, max: 1, noNaN: true })],
    ['one kind nearly always', fc.integer({ min: 0, max: 9 }).map((x) => (x === 0 ? 'rare' : 'usual'))],
  ])('finds %s', (_, value) => expect(spreadProblems(fc.record({ value }), 1000)).toHaveLength(1));

  it.each([
    ['even draws', even(-1, 1)],
    ['even logarithms', logEven(1e-6, 1e6)],
    ['whole numbers', fc.integer({ min: 0 })],
    ['kinds', fc.constantFrom('a', 'b')],
  ])('finds nothing in %s', (_, value) => expect(spreadProblems(fc.record({ value }), 1000)).toEqual([]));
});
