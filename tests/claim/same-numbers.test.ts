import { describe, expect, it } from 'vitest';
import { evidenceProblems, judge } from '#claim';
import { definition, options, scripted, trajectory } from './scripted.ts';

/** An arm that scores the same whatever the seed is, besides the draws that it is given. */
const fixed = (score: number, draws: readonly number[] = []) => {
  let at = 0;
  return async (run: { readonly seeds: readonly string[] }) =>
    run.seeds.map(() => ({ ...trajectory(score), values: { score, draw: draws[at++] ?? 0 } }));
};

describe('seeds that all gave the same numbers', () => {
  it.each([
    ['support', 2],
    ['refute', 0],
  ])('%s nothing, however many they are', async (_, score) => {
    const arms = { with: fixed(score), without: fixed(0), sham: fixed(0) };
    const claim = scripted({ effect: [score] }, { arms });
    const evidence = await judge(claim, options);
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'untested', seeds: 8 });
    expect(evidence.reason).toContain('every seed gave the same numbers, so they count as one run');
    expect(evidenceProblems(evidence, claim)).toEqual([]);
    expect(evidenceProblems(evidence)).toEqual([]);
    const forged = {
      ...evidence,
      verdict: score === 2 ? 'supported' : 'refuted',
      inconclusive: undefined!,
    } as const;
    expect(evidenceProblems(forged)).not.toEqual([]);
  });

  it('are told from seeds of which one arm gave another number once', async () => {
    const arms = { with: fixed(2), without: fixed(0), sham: fixed(0, [0, 0, 0, 1e-12]) };
    expect((await judge(scripted({ effect: [2] }, { arms }), options)).verdict).toBe('supported');
  });

  it('keep another reason that no verdict counts', async () => {
    const arms = { with: fixed(2), without: fixed(0), sham: fixed(2) };
    expect((await judge(scripted({ effect: [2] }, { arms }), options)).inconclusive).toBe('non-specific');
    const tiers = { smoke: { seeds: 3 }, standard: {} };
    expect((await judge(scripted({ effect: [2] }, { arms, tiers }), options)).inconclusive).toBe(
      'needs-seeds',
    );
  });
});

describe('definitions that measure nothing, or name it twice', () => {
  const { effect, requires } = definition({ effect: [2] });

  it.each<[string, () => unknown]>([
    ['a promise', () => Promise.resolve({ score: 1 })],
    ['undefined', () => undefined],
    ['null', () => null],
    ['"abc"', () => 'abc'],
    ['7', () => 7],
  ])('a measure that gives %s is told with what to return', async (given, measure) => {
    const claim = scripted({ effect: [2] }, { measure: measure as () => { score: number } });
    await expect(judge(claim, options)).rejects.toMatchObject({
      message: `claim toy-paper/scores-rise: measure of arm "with" gave ${given}`,
      hint: expect.stringContaining('return an object of named numbers at once') as string,
    });
  });

  it.each([
    ['also[0].name is "gain", as effect.name is; give another name', { also: [effect] }],
    ['requires[0].name is "gain", as effect.name is;', { requires: [effect] }],
    [
      'requires[1].name is "runs that ended", as requires[0].name is;',
      { requires: [...requires!, ...requires!] },
    ],
    [
      'effect.margin is -1; declare 0 or more',
      { effect: { ...effect, rule: 'staysWithin' as const, margin: -1 } },
    ],
  ])('%s', (message, changes) => {
    expect(() => scripted({ effect: [2] }, changes)).toThrow(message);
  });

  it.each(['toString', 'hasOwnProperty', 'valueOf'])('an arm may be named %s', async (name) => {
    const arms = { ...definition({ effect: [2] }).arms, [name]: fixed(0) };
    const controls = { other: { replace: 'with', with: name } } as never;
    const evidence = await judge(scripted({ effect: [2] }, { arms, controls }), options);
    expect(evidence.verdict).toBe('supported');
    expect(evidenceProblems(evidence)).toEqual([]);
  });

  it('an arm may not be named constructor, and is told so', () => {
    const arms = { ...definition({ effect: [2] }).arms, constructor: fixed(0) };
    expect(() => scripted({ effect: [2] }, { arms })).toThrow(
      'claim toy-paper/scores-rise: arms has an entry named "constructor"; give it another name',
    );
  });
});
