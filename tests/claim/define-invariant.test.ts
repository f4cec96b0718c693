import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '#core';
import { defineInvariant, isClaim } from '#claim';
import type { InvariantDefinition } from '#claim';
import { paper } from './scripted.ts';

const valid: InvariantDefinition<number> = {
  id: 'toy-paper/sum',
  revision: 1,
  states: 'Sums commute.',
  source: { paper, at: 'Lemma 1' },
  runs: { smoke: 10, standard: 100 },
  cases: fc.integer(),
  property: (value) => ({ holds: value + 1 === 1 + value }),
  mutants: { minus: { property: (value) => ({ holds: value - 1 === 1 - value }) } },
};

/** The message with which a changed definition is refused. */
function refusal(changes: object): string {
  try {
    defineInvariant({ ...valid, ...changes });
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'accepted';
}

const mutant = valid.mutants.minus!;

describe('defineInvariant', () => {
  it('freezes what it accepts and marks it as a claim', () => {
    const claim = defineInvariant(valid);
    expect(claim.kind).toBe('invariant');
    expect(Object.isFrozen(claim)).toBe(true);
    expect(isClaim(claim)).toBe(true);
  });

  it('accepts a mutant with cases and a share of its own', () => {
    expect(refusal({ mutants: { m: { ...mutant, cases: fc.constant(1), killedShare: 1 } } })).toBe(
      'accepted',
    );
  });

  const atOnce = 'give a function from a case to { holds, error }, returned at once';
  const share = 'use a share of the cases, above 0 and at most 1';
  it.each([
    [
      'no mutants',
      { mutants: {} },
      'mutants is empty; declare at least one mutant that the property must kill',
    ],
    [
      'no cases',
      { cases: [1, 2] },
      'cases is [1,2]; give a fast-check arbitrary of cases that satisfy every assumption',
    ],
    [
      'no property',
      { property: undefined },
      'property is missing; give a function from a case to { holds, error }',
    ],
    [
      'an async property',
      { property: async () => ({ holds: true }) },
      `property is async or a generator, whose result nobody waits for; ${atOnce}`,
    ],
    [
      'an async mutant',
      { mutants: { m: { property: async () => ({ holds: false }) } } },
      `mutants.m.property is async or a generator, whose result nobody waits for; ${atOnce}`,
    ],
    [
      'a generator',
      {
        property: function* () {
          yield { holds: true };
        },
      },
      `property is async or a generator, whose result nobody waits for; ${atOnce}`,
    ],
    [
      'no runs',
      { runs: { smoke: 0, standard: 9 } },
      'runs.smoke is 0; use a whole number of generated cases that is 1 or more',
    ],
    [
      'half a run',
      { runs: { smoke: 9, standard: 9.5 } },
      'runs.standard is 9.5; use a whole number of generated cases that is 1 or more',
    ],
    [
      'a share of 0',
      { mutants: { m: { ...mutant, killedShare: 0 } } },
      `mutants.m.killedShare is 0; ${share}`,
    ],
    [
      'a share above 1',
      { mutants: { m: { ...mutant, killedShare: 1.01 } } },
      `mutants.m.killedShare is 1.01; ${share}`,
    ],
    [
      'a mutant that is a bare function',
      { mutants: { m: mutant.property } },
      'mutants.m is a function, which is not an object; give { property }',
    ],
    [
      'a finding that is due',
      { expected: 'inconclusive: mutant-survived' },
      'finding is missing; expected is "inconclusive: mutant-survived", so say in a sentence what was found',
    ],
    [
      'another paper',
      { source: { ...valid.source, paper: { ...paper, id: 'other' } } },
      'source.paper.id is "other" but the id is in "toy-paper"; the id starts with the paper\'s folder',
    ],
  ])('refuses %s', (_, changes, message) => expect(refusal(changes)).toBe(`claim toy-paper/sum: ${message}`));
});
