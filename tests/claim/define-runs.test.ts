import { describe, expect, it } from 'vitest';
import type { RunContext } from '#core';
import { defineClaim, defineRuns, judge } from '#claim';
import type { Measures, RunsDefinition, TierSize } from '#claim';
import { definition, memoryStore, options, paper, trajectory } from './scripted.ts';

type Arm = 'with' | 'without' | 'sham';

/** Runs whose arms note their calls; `with` scores 2, the others 0. */
function toyRuns(calls: string[] = [], changes: Partial<RunsDefinition<TierSize, Arm, Measures>> = {}) {
  const arm = (name: Arm, score: number) => async (run: RunContext) => {
    calls.push(`${name} ${run.seeds[0]}`);
    return run.seeds.map(() => trajectory(score));
  };
  return defineRuns({
    id: 'toy-paper/scores',
    revision: 1,
    tiers: { smoke: {}, standard: {} },
    arms: { with: arm('with', 2), without: arm('without', 0), sham: arm('sham', 0) },
    measure: ({ values }): Measures => values,
    curves: { loss: { label: 'loss' } },
    ...changes,
  });
}

/** What `definition` has beside what runs give. */
function rest(id: string, revision = 1) {
  const { effect, controls } = definition({ effect: [2] });
  return { id, revision, states: 'Scores rise.', source: { paper, at: 'Fig. 1' }, effect, controls };
}

const claimOn = (runs: ReturnType<typeof toyRuns>, id: string, revision = 1) =>
  defineClaim({ ...runs.of('with', 'without', 'sham'), ...rest(id, revision) });

const refusal = (define: () => unknown): string => {
  try {
    define();
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

describe('defineRuns', () => {
  it('marks and freezes what it accepts, and hands out the arms that are named', () => {
    const runs = toyRuns();
    expect(Object.isFrozen(runs)).toBe(true);
    expect(Object.keys(runs.of('sham').arms)).toEqual(['sham']);
  });

  it.each([
    ['an id without a paper', { id: 'scores' }, /^runs scores: id is "scores"; use <paper>\/<name>/],
    ['a revision of 0', { revision: 0 }, /^runs toy-paper\/scores: revision is 0; use a whole number/],
    ['no arms', { arms: {} }, /arms is empty; declare the arms/],
    ['a tier without sizes', { tiers: { smoke: {} } }, /tiers\.standard is missing; give the sizes/],
    ['no curves', { curves: {} }, /curves is empty; name at least one series/],
  ])('%s is refused by name', (_, changes, message) => {
    expect(refusal(() => toyRuns([], changes as object))).toMatch(message);
  });

  it('an arm that it does not have is refused with those that it has', () => {
    expect(refusal(() => toyRuns().of('witch' as Arm))).toBe(
      'runs toy-paper/scores: of names "witch", which is no arm; the arms are with, without, sham',
    );
  });
});

describe('a claim on shared runs', () => {
  it.each([
    [
      'an arm of its own',
      { arms: { ...toyRuns().of('with', 'without', 'sham').arms } },
      /arms\.with is no arm of/,
    ],
    ['a measure of its own', { measure: () => ({ score: 1 }) }, /measure is not that of toy-paper\/scores/],
    ['curves of its own', { curves: { loss: { label: 'loss' } } }, /curves are not those of/],
    [
      'what was not made by defineRuns',
      { sharedRuns: { id: 'toy-paper/scores' } },
      /sharedRuns is \{"id":"toy-paper\/scores"\}, which defineRuns did not return/,
    ],
    [
      'runs of another paper',
      { id: 'other/scores-rise' },
      /sharedRuns\.id is "toy-paper\/scores", of another/,
    ],
  ])('%s is refused', (_, changes, message) => {
    const claim = { ...toyRuns().of('with', 'without', 'sham'), ...rest('toy-paper/scores-rise') };
    expect(refusal(() => defineClaim({ ...claim, ...(changes as object) }))).toMatch(message);
  });

  it('trains nothing that another claim has trained, and has its seeds and numbers', async () => {
    const calls: string[] = [];
    const results = memoryStore();
    const runs = toyRuns(calls);
    const one = await judge(claimOn(runs, 'toy-paper/one'), { ...options, results });
    const trained = calls.length;
    const two = await judge(claimOn(runs, 'toy-paper/two'), { ...options, results });
    expect(trained).toBe(3);
    expect(calls).toHaveLength(trained);
    expect(two.perSeed).toEqual(one.perSeed);
    expect(two.sharedRuns).toBe('toy-paper/scores');
  });

  it('raised revisions, of the runs or of the claim, take fresh seeds', async () => {
    const seedsOf = async (runs: ReturnType<typeof toyRuns>, revision: number): Promise<string[]> =>
      (await judge(claimOn(runs, 'toy-paper/one', revision), options)).perSeed.map(({ seed }) => seed);
    const all = await Promise.all([
      seedsOf(toyRuns(), 1),
      seedsOf(toyRuns(), 2),
      seedsOf(toyRuns([], { revision: 2 }), 1),
      seedsOf(toyRuns([], { revision: 2 }), 2),
    ]);
    const seeds = all.flat();
    expect(new Set(seeds).size).toBe(seeds.length);
  });
});
