import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, UserError } from '#core';
import { claimProblems, defineInvariant, evidenceProblems, judge } from '#claim';
import type { CaseResult, ClaimProgress, InvariantDefinition } from '#claim';
import { options, paper } from './scripted.ts';

type Pair = readonly [a: number, b: number];

const equal = (left: number, right: number): CaseResult => ({
  holds: Math.abs(left - right) <= 1e-9,
  error: Math.abs(left - right),
});

/** (a + b)^2 = a^2 + 2ab + b^2 on small whole numbers. */
const square: InvariantDefinition<Pair> = {
  id: 'toy-paper/binomial',
  revision: 1,
  states: 'The square of a sum has three terms.',
  source: { paper, at: 'Theorem 1' },
  runs: { smoke: 60, standard: 300 },
  cases: fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })),
  property: ([a, b]) => equal((a + b) ** 2, a * a + 2 * a * b + b * b),
  mutants: {
    'no cross term': { property: ([a, b]) => equal((a + b) ** 2, a * a + b * b), killedShare: 0.8 },
  },
};

const falseProperty = ([a, b]: Pair): CaseResult => ({ holds: a < 20 || b < 10, error: a });

const noDraw = (): never => {
  throw new Error('no draw');
};

const judged = (changes: Partial<InvariantDefinition<Pair>> = {}, more: object = {}) =>
  judge(defineInvariant({ ...square, ...changes }), { ...options, ...more });

describe('a property that holds', () => {
  it('is supported when every mutant is killed', async () => {
    const evidence = await judged();
    expect(evidence).toMatchObject({
      kind: 'invariant',
      verdict: 'supported',
      reason: 'the property held on 60 of 60 cases; 1 of 1 mutants killed',
      seeds: 60,
      successes: 60,
      worstError: 0,
      log10EvidenceFor: 0,
      steps: 0,
      panels: [],
    });
    expect(evidence.mutants[0]!.killedShare).toBeGreaterThan(0.8);
    expect(evidence.mutants[0]!.cases).toBe(60);
    expect(evidence.counterexample).toBeUndefined();
  });

  it('is inconclusive when a mutant survives', async () => {
    const mutants = { ...square.mutants, 'terms reordered': { property: square.property } };
    const evidence = await judged({ mutants });
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'mutant-survived', seeds: 60 });
    expect(evidence.reason).toBe(
      'the property held on 60 of 60 cases, but it cannot tell the mutant "terms reordered" (killed on 0 of 60) from the theorem',
    );
  });

  it('is inconclusive when a mutant is killed on fewer cases than required', async () => {
    const property = ([a, b]: Pair): CaseResult => ({ holds: a + b !== 0 });
    const cases = fc.constantFrom<Pair[]>([1, -1], [1, 1]);
    const verdict = async (killedShare: number) =>
      (await judged({ mutants: { m: { property, cases, killedShare } } })).verdict;
    expect(await verdict(0.2)).toBe('supported');
    expect(await verdict(0.9)).toBe('inconclusive');
    expect((await judged({ mutants: { m: { property, cases } } })).verdict).toBe('supported');
  });

  it('reports the largest error of all cases, up to one that breaks, where it may be NaN', async () => {
    const worst = async (error: (pair: Pair) => number) =>
      (await judged({ property: (pair) => ({ holds: true, error: error(pair) }) })).worstError;
    const errors: number[] = [];
    expect(await worst(([a]) => (errors.push(Math.abs(a)), Math.abs(a)))).toBe(Math.max(...errors));
    expect(errors).toHaveLength(60);
    let calls = 0;
    const property = (): CaseResult =>
      calls++ === 3 ? { holds: false, error: NaN } : { holds: true, error: 1 };
    expect((await judged({ property })).worstError).toBeNaN();
    expect((await judged({ property: () => ({ holds: true }) })).worstError).toBeUndefined();
  });
});

describe('a property that fails', () => {
  it('is refuted by a shrunk counterexample that its seed and path replay', async () => {
    const evidence = await judged({ property: falseProperty });
    expect(evidence.verdict).toBe('refuted');
    expect(evidence.counterexample!.value).toBe('[20,10]');
    expect(evidence.reason).toBe(`case ${evidence.seeds} breaks the property; the smallest found is [20,10]`);
    const { seed, path } = evidence.counterexample!;
    const replayed = fc.check(
      fc.property(square.cases, (pair) => falseProperty(pair).holds),
      { seed, path, endOnFailure: true },
    );
    expect(replayed).toMatchObject({ failed: true, counterexample: [[20, 10]], numRuns: 1 });
  });

  it('counts generated cases up to the failure, and no shrinking', async () => {
    const seen: boolean[] = [];
    const evidence = await judged({
      property: (pair) => {
        const result = falseProperty(pair);
        seen.push(result.holds);
        return result;
      },
    });
    const failed = seen.indexOf(false);
    expect(seen.length).toBeGreaterThan(failed + 1);
    expect([evidence.seeds, evidence.successes]).toEqual([failed + 1, failed]);
  });

  it('names the case on which the property threw, and gives no verdict', async () => {
    const property = ([a]: Pair): CaseResult => {
      if (a > 30) throw new Error('shapes differ');
      return { holds: true };
    };
    await expect(judged({ property })).rejects.toThrow(
      'claim toy-paper/binomial: property threw on the case [31,0]: Error: shapes differ',
    );
  });

  it('names the mutant that threw: a crash is no kill', async () => {
    const property = (): CaseResult => {
      throw new Error('shapes differ');
    };
    await expect(judged({ mutants: { m: { property } } })).rejects.toThrow('mutant "m" threw on the case');
  });
});

describe('cases', () => {
  it('come from the claim, its revision, the family and the seed base, and from nothing else', async () => {
    const cases = async (changes: object, more: object): Promise<string> => {
      const seen: Pair[] = [];
      await judged({ ...changes, property: (pair) => (seen.push(pair), { holds: true }) }, more);
      return canonicalJson(seen);
    };
    const published = await cases({}, {});
    expect(await cases({}, { threads: 2, engine: 'cpu' })).toBe(published);
    const others = [
      await cases({}, { seedBase: 1 }),
      await cases({}, { family: 'dev' }),
      await cases({ revision: 2 }, {}),
      await cases({ id: 'toy-paper/other' }, {}),
    ];
    expect(new Set([published, ...others]).size).toBe(5);
  });

  it('are as many as the tier says; paper as many as standard', async () => {
    expect((await judged({}, { tier: 'standard' })).seeds).toBe(300);
    expect((await judged({}, { tier: 'paper' })).seeds).toBe(300);
    expect((await judged({ runs: { smoke: 1, standard: 2, paper: 3 } }, { tier: 'paper' })).seeds).toBe(3);
  });

  const crowded = fc.tuple(fc.integer(), fc.double({ min: 0, max: 1.3, noNaN: true }));
  const refused: [string, Partial<InvariantDefinition<Pair>>][] = [
    ['all one case', { cases: fc.constant([1, 2]) }],
    ['crowded', { cases: crowded }],
    ['of a mutant', { mutants: { m: { property: () => ({ holds: false }), cases: crowded } } }],
    ['not drawn', { cases: fc.nat().map(noDraw) }],
  ];
  it.each(refused)('that lint refuses are refused in the same words: %s', async (_, changes) => {
    const lines = claimProblems(defineInvariant({ ...square, ...changes }))!;
    expect(lines).toHaveLength(1);
    await expect(judged(changes)).rejects.toThrow(new UserError(lines.join('\n')));
  });

  it('that fc.pre turns away are drawn again, and are no kills of a mutant', async () => {
    const property = ([a]: Pair): CaseResult => {
      fc.pre(a > 0);
      return { holds: a > 0 };
    };
    const evidence = await judged({ property, mutants: { m: { property } } });
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'mutant-survived', seeds: 60 });
    expect(evidence.mutants[0]).toMatchObject({ killed: 0 });
    expect(evidence.mutants[0]!.cases).toBeLessThan(60);
  });

  it('of a mutant are drawn on where fc.pre leaves few, so that it is tried on 29 at least', async () => {
    const one = ([a]: Pair): CaseResult => {
      fc.pre(a % 7 === 3);
      return { holds: false };
    };
    const [mutant] = (await judged({ mutants: { m: { property: one, killedShare: 1 } } })).mutants;
    expect(mutant).toMatchObject({ cases: 29, killed: 29, killedShare: 1 });
    const few = await judged({ mutants: { m: { property: one } }, runs: { smoke: 4, standard: 9 } });
    expect(few.mutants[0]).toMatchObject({ cases: 4, killed: 4 });
    const edited = { ...mutant!, cases: 3, killed: 3 };
    const claim = defineInvariant({ ...square, mutants: { m: { property: one, killedShare: 1 } } });
    const evidence = { ...(await judge(claim, options)), mutants: [edited] };
    expect(evidenceProblems(evidence, claim).map(({ path }) => path)).toContain('mutants[0].cases');
  });

  it('of a mutant that fc.pre nearly always turns away are an error of the claim, not a kill', async () => {
    let calls = 0;
    const property = (): CaseResult => {
      fc.pre(calls++ === 5);
      return { holds: false };
    };
    await expect(judged({ mutants: { m: { property } } })).rejects.toThrow(
      /fc\.pre in mutant "m" turned away all but \d+ of \d+ cases/,
    );
  });

  it('that fc.pre nearly always turns away are an error of the claim', async () => {
    const property = (): CaseResult => {
      fc.pre(false);
      return { holds: true };
    };
    await expect(judged({ property })).rejects.toThrow(/fc\.pre turned away \d+ generated cases/);
  });
});

describe('running', () => {
  it('tells progress of the property and of each mutant', async () => {
    const told: ClaimProgress[] = [];
    await judged({}, { onProgress: (progress: ClaimProgress) => told.push(progress) });
    expect(told[0]).toMatchObject({
      arm: 'property',
      armIndex: 0,
      arms: 2,
      step: 3,
      steps: 60,
      maxSeeds: 60,
    });
    expect(told.at(-1)).toMatchObject({ arm: 'no cross term', armIndex: 1, step: 60 });
    expect(told.length).toBeLessThan(25);
  });

  it('stops when aborted', async () => {
    await expect(judged({}, { signal: AbortSignal.abort(new Error('Ctrl-C')) })).rejects.toThrow('Ctrl-C');
  });
});
