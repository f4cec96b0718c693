import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimProblems, defineClaim, judge } from '#claim';
import type { EmpiricalClaim, Measures } from '#claim';
import { definition, memoryStore, options, scores } from './scripted.ts';

type Arms = Readonly<Record<string, Measures>>;
type Read = (arms: Arms) => number;

/** Where a claim reads measures, by the field, with a panel or figure that reads what it is given. */
const places: Readonly<Record<string, (read: Read) => object>> = {
  effect: (of) => ({ effect: { ...definition({ effect: [2] }).effect, of } }),
  also: (of) => ({ also: [{ ...definition({ effect: [2] }).effect, name: 'second', of }] }),
  requires: (of) => ({ requires: [{ ...definition({ effect: [2] }).requires![0]!, of }] }),
  figures: (of) => ({
    figures: {
      plot: { x: { label: 'x' }, y: { label: 'y' }, lines: (arms: Arms) => ({ one: [[0, of(arms)]] }) },
    },
  }),
};

/** What is made of a name that is not there: each ends in NaN, in a finite number or in an exception. */
const uses: Readonly<Record<string, (value: number | undefined) => number>> = {
  'as it is': (value) => value!,
  'in arithmetic': (value) => value! - 1,
  'in a comparison': (value) => Number(value! > 0),
  'with a default': (value) => value ?? 7,
  'in a method': (value) => Number(value!.toFixed(3)),
};

const misspelt = fc.constantFrom('scor', 'scoree', 'scroe', 'Score', 'sc0re', 'score_');
const misspeltArm = fc.constantFrom('wiht', 'With', 'wth', 'with_');

const claimWith = (place: string, read: Read): EmpiricalClaim =>
  defineClaim({
    ...definition({ effect: scores(8) }),
    ...places[place]!(read),
  });

const refusalOf = async (claim: EmpiricalClaim): Promise<{ message: string; hint?: string }> =>
  judge(claim, options).then(
    ({ verdict, inconclusive }) => expect.fail(`judged ${verdict} ${inconclusive}`),
    (error: { message: string; hint?: string }) => error,
  );

describe.each(Object.keys(places))('a misspelt name in %s', (place) => {
  const told = place === 'figures' ? 'figures.plot' : 'panel "';

  it.each(Object.entries(uses))('of a measure is refused by name, never a verdict: %s', async (_, use) => {
    await fc.assert(
      fc.asyncProperty(misspelt, async (name) => {
        const { message, hint } = await refusalOf(
          claimWith(place, (arms) => arms.with!.score! + 0 * use(arms.with![name])),
        );
        expect(message).toContain(`claim toy-paper/scores-rise: ${told}`);
        expect(message).toContain(`reads "${name}" of arm "with", a measure that no arm has`);
        expect(hint).toBe('did you mean score?');
      }),
      { numRuns: 6 },
    );
  });

  it.each(Object.entries(uses))('of an arm is refused before training: %s', async (_, use) => {
    await fc.assert(
      fc.asyncProperty(misspeltArm, async (name) => {
        const claim = claimWith(place, (arms) => use(arms[name] as unknown as number) + arms.with!.score!);
        const line = `reads arm "${name}", which is no arm; did you mean with`;
        expect((await refusalOf(claim)).message).toContain(line);
        expect(claimProblems(claim)!.join('\n')).toContain(line);
      }),
      { numRuns: 4 },
    );
  });

  it('of a measure is found by lint, too, from what the measure gives', () => {
    const read: Read = (arms) => arms.with!.scroe! - arms.without!.score!;
    const claim = {
      ...claimWith(place, read),
      measure: ({ values }) => ({ score: values.score! }),
    } as EmpiricalClaim;
    expect(claimProblems(claim)!.join('\n')).toMatch(
      new RegExp(`: ${place}.*reads "scroe", which measure does not give; did you mean score\\?`),
    );
  });
});

describe('names that panels read', () => {
  it('a measure in the place of an arm: the hint says that measures are of arms', async () => {
    const read = (({ scroe, with: own }: Arms) => own!.score! - (scroe as unknown as number)) as Read;
    const message = claimProblems(claimWith('effect', read))!.join('\n');
    expect(message).toMatch(
      /effect\.of reads arm "scroe", which is no arm; the arms are with, without, sham/,
    );
  });

  it('loses nothing: mended, the claim is judged of the same trainings', async () => {
    const results = memoryStore();
    const wrong = claimWith('effect', (arms) => arms.with!.scroe!);
    await expect(judge(wrong, { ...options, results })).rejects.toThrow('"scroe"');
    const calls: Parameters<typeof definition>[1] = [];
    const right = defineClaim(definition({ effect: scores(8) }, calls));
    expect(await judge(right, { ...options, results })).toMatchObject({ verdict: 'supported' });
    expect(calls).toEqual([]);
  });

  it('what another arm alone has counts as no number, whatever a panel makes of it', async () => {
    const base = definition({ effect: scores(8) });
    const only = {
      ...base.arms,
      with: async (...given: Parameters<typeof base.arms.with>) =>
        (await base.arms.with(...given)).map((one) => ({ ...one, values: { ...one.values, extra: 3 } })),
    };
    const effect = { ...base.effect, of: (arms: Arms) => arms.with!.score! + (arms.without!.extra ?? 0) };
    expect(await judge(defineClaim({ ...base, arms: only, effect }), options)).toMatchObject({
      inconclusive: 'unstable',
    });
  });

  it('what is asked of any object is no name: text, JSON, listing', async () => {
    const { effect, ...base } = definition({ effect: scores(8) });
    const of = (arms: Arms): number =>
      effect.of(arms) +
      0 *
        (`${Object.prototype.toString.call(arms.with)}${JSON.stringify(arms)}`.length +
          Object.keys(arms).length +
          Number('x' in arms));
    expect(await judge(defineClaim({ ...base, effect: { ...effect, of } }), options)).toMatchObject({
      verdict: 'supported',
    });
  });
});
