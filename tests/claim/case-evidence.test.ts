import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineInvariant, type Evidence, evidenceProblems, judge, parseEvidence } from '#claim';
import { options, paper } from './scripted.ts';

const claimOf = (property: (value: number) => boolean, killedShare = 0.3) =>
  defineInvariant({
    id: 'toy-paper/parity',
    revision: 3,
    states: 'Twice a number is even.',
    source: { paper, at: 'Lemma 1' },
    runs: { smoke: 40, standard: 100 },
    cases: fc.integer({ min: 0, max: 99 }),
    property: (value) => ({ holds: property(value) }),
    mutants: { thrice: { property: (value) => ({ holds: (3 * value) % 2 === 0 }), killedShare } },
  });

const claims = {
  supported: claimOf((value) => (2 * value) % 2 === 0),
  refuted: claimOf((value) => value < 60),
  inconclusive: claimOf(() => true, 0.99),
};
const verdicts = Object.keys(claims) as (keyof typeof claims)[];
const evidence = {
  supported: await judge(claims.supported, options),
  refuted: await judge(claims.refuted, options),
  inconclusive: await judge(claims.inconclusive, options),
};

const paths = (verdict: keyof typeof claims, changes: object, withClaim = true): string[] =>
  evidenceProblems({ ...evidence[verdict], ...changes }, withClaim ? claims[verdict] : undefined).map(
    ({ path }) => path,
  );

describe('evidence of an invariant', () => {
  it.each(verdicts)('that is %s follows from its counts, and is read back', (verdict) => {
    const one = evidence[verdict];
    expect(one.verdict).toBe(verdict);
    expect(one.generated).toEqual({ seed: expect.any(Number) as number, runs: 40 });
    expect(parseEvidence(JSON.parse(JSON.stringify(one)))).toEqual(one);
    expect(paths(verdict, {})).toEqual([]);
    expect(paths(verdict, {}, false)).toEqual([]);
  });

  const [mutant] = evidence.supported.mutants;
  const forged: [string, (one: Evidence) => object][] = [
    ['verdict', ({ verdict }) => ({ verdict: verdict === 'supported' ? 'refuted' : 'supported' })],
    ['reason', () => ({ reason: 'it was proved' })],
    ['successes', ({ successes }) => ({ successes: successes + 1 })],
    ['seeds', () => ({ seeds: 4000, successes: 4000 })],
    ['generated.seed', ({ generated }) => ({ generated: { ...generated!, seed: 1 } })],
    ['generated.seed', () => ({ seedBase: 5 })],
    ['generated.seed', () => ({ seedFamily: 'dev' })],
    ['generated', () => ({ generated: undefined })],
    ['mutants[0].killedShare', () => ({ mutants: [{ ...mutant!, killedShare: 0.999 }] })],
    ['mutants[0].killed', () => ({ mutants: [{ ...mutant!, killed: 41 }] })],
    ['log10EvidenceFor', () => ({ log10EvidenceFor: 3 })],
  ];
  it.each(forged)('shows without the claim that %s was edited', (path, change) => {
    for (const verdict of verdicts) expect(paths(verdict, change(evidence[verdict]), false)).toContain(path);
  });

  it.each<[string, object]>([
    ['generated.runs', { generated: { ...evidence.supported.generated!, runs: 2 }, seeds: 2, successes: 2 }],
    ['mutants[0].required', { mutants: [{ ...mutant!, required: 0.01 }] }],
    ['mutants[0]', { mutants: [] }],
    ['mutants[0].name', { mutants: [{ ...mutant!, name: 'other' }] }],
    ['mutants[0].cases', { mutants: [{ ...mutant!, cases: 400, killed: 200, killedShare: 0.5 }] }],
    ['generated.runs', { tier: 'standard' }],
    ['statement', { statement: 'More than that.' }],
    ['revision', { revision: 2 }],
  ])('shows with the claim that %s is not what it asks for', (path, changes) => {
    expect(paths('supported', changes)).toContain(path);
  });

  it('that broke keeps the seed with which its case is found again', () => {
    const { counterexample } = evidence.refuted;
    expect(counterexample!.seed).toBe(evidence.refuted.generated!.seed);
    const other = { counterexample: { ...counterexample!, seed: 4 } };
    expect(paths('refuted', other, false)).toEqual(['counterexample.seed']);
    expect(paths('refuted', { counterexample: undefined }, false)).toContain('verdict');
    expect(paths('supported', { counterexample }, false)).toContain('verdict');
  });

  it('that broke: with the claim its case is generated and tried again', () => {
    const { counterexample, seeds } = evidence.refuted;
    const other = (changes: object): object => ({ counterexample: { ...counterexample!, ...changes } });
    expect(counterexample!.value).toBe('60');
    for (const changes of [{ value: '61' }, { path: '0' }, { path: 'nowhere' }, { path: '0:0' }]) {
      expect(paths('refuted', other(changes))).toContain('counterexample.value');
    }
    // A refutation that another forger made whole: its case does not break the property.
    const reason = `case ${seeds} breaks the property; the smallest found is 60`;
    const forgery = { ...evidence.refuted, verdict: 'refuted', reason };
    expect(evidenceProblems(forgery as Evidence, claims.supported).map(({ path }) => path)).toEqual([
      'reason',
      'counterexample.value',
    ]);
    expect(paths('refuted', { seeds: seeds + 1, successes: seeds }, false)).toContain('seeds');
  });
});
