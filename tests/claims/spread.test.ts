import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { even, type InvariantClaim, logEven } from '#claim';
import { discoverClaims } from '#runner';
import { leavesOf, unevenness } from './spread.ts';

const root = fileURLToPath(new URL('../../claims', import.meta.url));
const invariants = discoverClaims(root).filter(({ kind }) => kind === 'invariant');

const problemsOf = (cases: fc.Arbitrary<unknown>, numRuns = 1000): string[] =>
  Array.from(leavesOf(fc.sample(cases, { numRuns, seed: 11 })), ([path, values]) => {
    const problem = unevenness(values);
    return problem === undefined ? [] : [`${path}: ${problem}`];
  }).flat();

describe('the cases of an invariant are spread over what its assumptions allow', () => {
  it.each(invariants.map(({ id, file }) => [id, file]))('%s', async (_, file) => {
    const { default: claim } = (await import(file)) as { default: InvariantClaim };
    expect(problemsOf(claim.cases)).toEqual([]);
    for (const mutant of Object.values(claim.mutants)) {
      if (mutant.cases) expect(problemsOf(mutant.cases, 300)).toEqual([]);
    }
  });
});

describe('unevenness', () => {
  it.each([
    ['doubles from 0', fc.double({ min: 0, max: 1.3, noNaN: true })],
    ['doubles on both sides of 0', fc.double({ min: -1, max: 1, noNaN: true })],
    ['one kind nearly always', fc.integer({ min: 0, max: 9 }).map((x) => (x === 0 ? 'rare' : 'usual'))],
  ])('finds %s', (_, value) => expect(problemsOf(fc.record({ value }))).toHaveLength(1));

  it.each([
    ['even draws', even(-1, 1)],
    ['even logarithms', logEven(1e-6, 1e6)],
    ['whole numbers', fc.integer({ min: 0 })],
    ['kinds', fc.constantFrom('a', 'b')],
  ])('finds nothing in %s', (_, value) => expect(problemsOf(fc.record({ value }))).toEqual([]));
});
