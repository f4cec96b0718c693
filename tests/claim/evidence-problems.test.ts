import { describe, expect, it } from 'vitest';
import { evidenceProblems, judge } from '#claim';
import { options, scripted } from './scripted.ts';

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
