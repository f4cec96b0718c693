import { describe, expect, it } from 'vitest';
import { type Evidence, evidenceProblems, judge, resultProblems } from '#claim';
import { memoryStore, options, scores, scripted } from './scripted.ts';

const results = memoryStore();
const keys = { results, salt: 'code', engine: options.engine };
// 2 of the first 8 fail, so that it is looked at more than once.
const claim = scripted({ effect: [0, 0, ...scores(30)] });
const evidence = await judge(claim, { ...options, ...keys });
const paths = (changes: Partial<Evidence>, stores = keys): string[] =>
  resultProblems({ ...evidence, ...changes }, claim, stores).map(({ path }) => path);

/** The evidence with one measure changed and all else made to follow from it. */
function forged(index: number, score: number): Evidence {
  const perSeed = evidence.perSeed.map((one, at) =>
    at === index ? { ...one, arms: { ...one.arms, with: { ...one.arms.with, score } } } : one,
  );
  const panels = evidence.panels.map((panel) => ({
    ...panel,
    values: panel.values.map((value, at) => (at === index ? score : value)),
  }));
  return { ...evidence, perSeed, panels };
}

describe('resultProblems', () => {
  it('finds none in what was judged, over all looks', () => {
    expect(evidence.looks.length).toBeGreaterThan(1);
    expect(results.texts.size).toBe(3 * evidence.looks.length);
    expect(paths({})).toEqual([]);
  });

  it('finds a measure that was changed, also where all of the rest follows from it', () => {
    const other = forged(3, 2.5);
    // The median and its bound are those of the other seeds: only the ledger knows.
    expect(evidenceProblems(other, claim)).toEqual([]);
    expect(resultProblems(other, claim, keys)).toEqual([
      { path: 'perSeed[3].arms.with.score', stored: 2.5, derived: 2 },
    ]);
    const last = evidence.perSeed.length - 1;
    expect(resultProblems(forged(last, 7), claim, keys)).toEqual([
      { path: `perSeed[${last}].arms.with.score`, stored: 7, derived: 2 },
    ]);
  });

  it('finds arms and measures that were added or taken away, and other steps', () => {
    const [first, ...others] = evidence.perSeed;
    const { with: scored, ...rest } = first!.arms;
    expect(paths({ perSeed: [{ ...first!, arms: rest }, ...others] })).toEqual(['perSeed[0].arms.with']);
    const more = { ...first!.arms, with: { ...scored!, luck: 1 } };
    expect(paths({ perSeed: [{ ...first!, arms: more }, ...others] })).toEqual(['perSeed[0].arms.with.luck']);
    expect(paths({ steps: evidence.steps + 1 })).toEqual(['steps']);
  });

  it('says nothing of what the store has no more, or has of other code', () => {
    expect(resultProblems(forged(3, 2.5), claim, { ...keys, salt: 'other code' })).toEqual([]);
    expect(paths({ steps: 1 }, { ...keys, results: memoryStore() })).toEqual([]);
    const some = memoryStore();
    [...results.texts].slice(0, 1).forEach(([key, text]) => some.texts.set(key, text));
    expect(paths({ steps: 1 }, { ...keys, results: some })).toEqual([]);
    expect(resultProblems({ ...evidence, kind: 'invariant' }, claim, keys)).toEqual([]);
  });
});
