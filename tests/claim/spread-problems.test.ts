import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { even, logEven } from '#claim';
import { spreadProblems } from '../../src/claim/spread-problems.ts';

const doubles = fc.double({ min: 0, max: 1.3, noNaN: true });
const bothSides = fc.double({ min: -1, max: 1, noNaN: true });
const halfCut = even(-1, 1).map((x) => Math.max(0, x));
const scaled = fc.tuple(even(-1, 1), logEven(1e-3, 1e3)).map(([x, scale]) => x * scale);

describe('spreadProblems', () => {
  it.each([
    ['doubles from 0', fc.double({ min: 0, max: 1.3, noNaN: true })],
    ['doubles on both sides of 0', fc.double({ min: -1, max: 1, noNaN: true })],
    ['doubles in an array', fc.array(doubles)],
    ['doubles in a tuple', fc.tuple(even(0, 1), doubles)],
    ['doubles on both sides of 0 in an array', fc.array(bothSides, { minLength: 1 })],
    ['doubles in a long array of one length', fc.array(doubles, { minLength: 60, maxLength: 60 })],
    ['doubles in a typed array', fc.array(doubles).map((xs) => Float64Array.from(xs))],
    ['doubles in an object of an array', fc.array(fc.record({ inner: fc.tuple(doubles) }))],
    ['one kind nearly always', fc.integer({ min: 0, max: 9 }).map((x) => (x === 0 ? 'rare' : 'usual'))],
  ])('finds %s', (_, value) => expect(spreadProblems(fc.record({ value }), 1000)).toHaveLength(1));

  it.each([
    ['even draws', even(-1, 1)],
    ['even logarithms', logEven(1e-6, 1e6)],
    ['whole numbers', fc.integer({ min: 0 })],
    ['an array of even draws', fc.array(even(-1, 1))],
    ['a tuple of even draws', fc.tuple(even(0, 1), logEven(1e-6, 1e6))],
    ['an array of draws times scales', fc.array(scaled)],
    ['an array of draws of which half are cut off', fc.array(halfCut)],
    ['as many elements as no call takes arguments', fc.array(even(0, 1), { minLength: 400, maxLength: 400 })],
    ['kinds', fc.constantFrom('a', 'b')],
  ])('finds nothing in %s', (_, value) => expect(spreadProblems(fc.record({ value }), 1000)).toEqual([]));

  it.each<[string, fc.Arbitrary<unknown>]>([
    ['a constant', fc.constant(1)],
    ['a record of constants', fc.record({ x: fc.constant(NaN), y: fc.constant('a') })],
    ['an array that is always empty', fc.array(fc.integer(), { maxLength: 0 })],
    ['a typed array that is always the same', fc.constant(1).map((x) => Float32Array.of(x, 2))],
    ['nothing', fc.constant(undefined)],
  ])('finds that all cases are one: %s', (_, cases) => {
    expect(spreadProblems(cases, 1000)).toEqual([expect.stringMatching(/^all draws are one case, /)]);
  });

  it('finds that nearly all cases are one, though no field is', () => {
    const cases = fc
      .integer({ min: 0, max: 19 })
      .chain((x) => (x === 0 ? fc.array(even(0, 1)) : fc.constant<number[]>([])));
    expect(spreadProblems(cases, 1000)).toEqual([
      expect.stringMatching(/^\d\d % of the draws are one case, \[\]$/),
    ]);
  });

  it('says which field', () => {
    const cases = fc.record({ xs: fc.array(fc.tuple(even(0, 1), doubles), { minLength: 1 }) });
    expect(spreadProblems(cases, 1000)).toEqual([expect.stringMatching(/^xs\[\]\[1\]: /)]);
    expect(spreadProblems(fc.tuple(doubles), 1000)).toEqual([expect.stringMatching(/^\[0\]: /)]);
  });
});
