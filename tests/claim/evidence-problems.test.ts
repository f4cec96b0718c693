import { describe, expect, it } from 'vitest';
import { type Evidence, evidenceProblems, judge } from '#claim';
import { leaves, withLeaf } from './leaves.ts';
import { options, scores, scripted } from './scripted.ts';

const claim = scripted({ effect: [2, 3, 1.5] });
const evidence = await judge(claim, options);
const paths = (changes: object, judged?: typeof claim): string[] =>
  evidenceProblems({ ...evidence, ...changes }, judged).map(({ path }) => path);

describe('evidenceProblems', () => {
  it('finds none in what was judged', () => {
    expect(paths({})).toEqual([]);
    expect(paths({}, claim)).toEqual([]);
  });

  it.each([
    ['verdict', { verdict: 'refuted' }],
    ['successes', { successes: 7 }],
    ['seeds', { seeds: 12 }],
    ['log10EvidenceFor', { log10EvidenceFor: 9 }],
    ['reason', { reason: 'it is true' }],
    ['looks[0].successes', { looks: [{ ...evidence.looks[0]!, successes: 3 }] }],
    ['controls[0].verdict', { controls: [{ ...evidence.controls[0]!, verdict: 'supported' }] }],
    ['panels[0].held', { panels: [{ ...evidence.panels[0]!, held: 1 }] }],
  ])('finds an edited %s without the claim', (path, changes) => {
    expect(paths(changes)).toContain(path);
  });

  it('finds measures, seeds, margins and tiers that are not those of the claim', () => {
    const [first, ...others] = evidence.perSeed;
    const arms = { ...first!.arms, with: { score: 9 } };
    expect(paths({ perSeed: [{ ...first!, arms }, ...others] }, claim)).toContain('panels[0].values[0]');
    expect(paths({ perSeed: [{ ...first!, seed: 'other' }, ...others] }, claim)).toEqual(['perSeed[0].seed']);
    expect(paths({ panels: [{ ...evidence.panels[0]!, margin: 0 }] }, claim)).toContain('panels[0].margin');
    expect(paths({ seedBase: 1 }, claim)).toContain('perSeed[0].seed');
  });
});

describe('every single field of evidence', () => {
  const judged = {
    supported: claim,
    refuted: scripted({ effect: [0] }),
    'not specific': scripted({ effect: [2], sham: [2] }),
    undecided: scripted({ effect: scores(6, 26) }, { tiers: { smoke: { seeds: 8 }, standard: {} } }),
  };

  /** What no other part tells: points of curves, how many steps were trained, a measure that no panel reads. */
  const alone =
    /^(curves\[\d+\]\.lines\[\d+\]\.[xy]\b|curves\[\d+\]\.series|steps$|perSeed\[\d+\]\.arms\.\w+\.draw$)/;

  it.each(Object.entries(judged))('of a claim that is %s: another value is noticed', async (_, one) => {
    const whole = await judge(one, options);
    const unnoticed = leaves(whole)
      .filter(({ path }) => !alone.test(path))
      .filter(({ path, value }) =>
        others(value).some(
          (other) => evidenceProblems(withLeaf(whole, path, other) as Evidence, one).length === 0,
        ),
      );
    expect(unnoticed.map(({ path }) => path)).toEqual([]);
  });

  it.each(Object.entries(judged))('of a claim that is %s may be gone: told, never thrown', async (_, one) => {
    const whole = await judge(one, options);
    for (const { path } of leaves(whole).filter((leaf) => !alone.test(leaf.path))) {
      const without = withLeaf(whole, path, undefined) as Evidence;
      expect(evidenceProblems(without, one), path).not.toEqual([]);
      expect(() => evidenceProblems(without), path).not.toThrow();
    }
  });
});

/** Values of the same type that a careless hand or a forger would write instead. */
function others(value: unknown): readonly unknown[] {
  if (typeof value !== 'number') return [`${String(value)}x`];
  return [value + 1, value * (1 + 1e-6) + 1e-6, NaN, Infinity, -Infinity].filter(
    (other) => !Object.is(other, value),
  );
}
