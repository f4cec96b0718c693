import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '#core';
import { type CaseResult, defineInvariant, judge } from '#claim';
import { options, paper } from './scripted.ts';

const hint = 'return { holds, error } at once: a boolean, and a number or nothing';

/** A claim whose property, or mutant, returns what it likes. */
const judged = (returned: { property?: unknown; mutant?: unknown }) =>
  judge(
    defineInvariant({
      id: 'toy-paper/returns',
      revision: 1,
      states: 'Whole numbers are whole.',
      source: { paper, at: 'Lemma 1' },
      runs: { smoke: 20, standard: 100 },
      cases: fc.integer(),
      property: () => ('property' in returned ? returned.property : { holds: true }) as CaseResult,
      mutants: {
        broken: { property: () => ('mutant' in returned ? returned.mutant : { holds: false }) as CaseResult },
      },
    }),
    options,
  );

const refusal = (returned: { property?: unknown; mutant?: unknown }): Promise<unknown> =>
  judged(returned).then(
    ({ verdict }) => verdict,
    (error: unknown) => error,
  );

const isResult = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const { holds, error } = value as { holds?: unknown; error?: unknown };
  if (typeof holds !== 'boolean' || (error !== undefined && typeof error !== 'number')) return false;
  return !holds || error === undefined || Number.isFinite(error);
};

describe('what a property returns', () => {
  it.each([
    ['a promise', Promise.resolve({ holds: true }), 'returned a promise'],
    ['true', true, 'returned true, which has no boolean "holds"'],
    ['nothing', undefined, 'returned nothing, which has no boolean "holds"'],
    ['null', null, 'returned null, which has no boolean "holds"'],
    ['a misspelt field', { hold: true }, 'returned {"hold":true}, which has no boolean "holds"'],
    ['1 for true', { holds: 1 }, 'returned {"holds":1}, which has no boolean "holds"'],
    ['a word for the error', { holds: true, error: 'none' }, 'returned the error "none", which is no number'],
  ])('is refused when it is %s', async (_, returned, message) => {
    for (const [name, given] of [
      ['property', { property: returned }],
      ['mutant "broken"', { mutant: returned }],
    ] as const) {
      const error = await refusal(given);
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({ message: `claim toy-paper/returns: ${name} ${message}`, hint });
    }
  });

  it.each([NaN, Infinity, -Infinity])('is refused when it holds with the error %s', async (error) => {
    const message = `holds with the error ${error}, which is below no tolerance`;
    for (const [name, given] of [
      ['property', { property: { holds: true, error } }],
      ['mutant "broken"', { mutant: { holds: true, error } }],
    ] as const) {
      expect(await refusal(given)).toMatchObject({ message: `claim toy-paper/returns: ${name} ${message}` });
    }
    expect(await refusal({ property: { holds: false, error } })).toBe('refuted');
  });

  it('is a promise that may fail later, when nobody listens', async () => {
    const late = async (): Promise<never> => {
      throw new Error('late');
    };
    expect(await refusal({ property: late() })).toMatchObject({
      message: 'claim toy-paper/returns: property returned a promise',
    });
  });

  it('is a verdict only when it is a result', async () => {
    const field = fc.oneof(fc.anything(), fc.boolean(), fc.double(), fc.constant(undefined));
    const returned = fc.oneof(
      fc.anything(),
      fc.record({ holds: field, error: field }, { requiredKeys: [] }),
      fc.record({ holds: fc.boolean(), error: fc.double() }, { requiredKeys: ['holds'] }),
    );
    await fc.assert(
      fc.asyncProperty(returned, async (value) => {
        const outcomes = [await refusal({ property: value }), await refusal({ mutant: value })];
        for (const outcome of outcomes) {
          if (isResult(value)) expect(outcome).toMatch(/supported|refuted|inconclusive/);
          else expect(outcome).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
