import { describe, expect, it } from 'vitest';
import { judge, summarizeSuite } from '#claim';
import type { Evidence } from '#claim';
import { options, scripted } from './scripted.ts';

const supported = await judge(scripted({ effect: [2] }), options);
const refuted = await judge(scripted({ effect: [0] }), options);

/** `count` copies of evidence under ids of their own. */
const copies = (evidence: Evidence, count: number): Evidence[] =>
  Array.from({ length: count }, (_, index) => ({
    ...evidence,
    id: `${evidence.id}-${evidence.verdict}-${index}`,
  }));

const { requires, ...withoutSign } = supported;

const withEvidence = (log10EvidenceFor: number, index: number): Evidence => ({
  ...withoutSign,
  id: `toy-paper/claim-${index}`,
  log10EvidenceFor,
  controls: [],
});

describe('summarizeSuite', () => {
  it('keeps what e-BH keeps: the four largest of the reference values', () => {
    const eValues = [250, 120, 110, 60, 25, 12, 8, 3, 1, 0.2];
    const { fdr } = summarizeSuite(eValues.map((e, index) => withEvidence(Math.log10(e), index)));
    expect(fdr.selected).toEqual([0, 1, 2, 3].map((index) => `toy-paper/claim-${index}`));
    expect(fdr).toMatchObject({ q: 0.05, tested: 10, cutoff: 50 });
  });

  it('counts verdicts and names the unexpected ones', () => {
    const expected = { ...refuted, id: 'toy-paper/known', expected: 'refuted' as const };
    const summary = summarizeSuite([...copies(supported, 3), refuted, expected]);
    expect(summary).toMatchObject({ supported: 3, refuted: 2, inconclusive: 0, unexpected: [refuted.id] });
  });

  it('a claim that is supported by itself may fall out of a suite with few supported claims', () => {
    const suite = [...copies(supported, 1), ...copies(refuted, 69)];
    expect(summarizeSuite(suite).fdr).toMatchObject({
      selected: [],
      supportedOutside: ['toy-paper/scores-rise-supported-0'],
    });
    // 70 / (0.05 * 13) = 107.7 <= 110.2: with 13 claims of eight clean seeds all of them stay.
    const many = [...copies(supported, 13), ...copies(refuted, 57)];
    expect(summarizeSuite(many).fdr.selected).toHaveLength(13);
    expect(summarizeSuite([...copies(supported, 12), ...copies(refuted, 58)]).fdr.selected).toEqual([]);
  });

  it('takes the weakest link: a sign that the experiment worked which does not reach the threshold', () => {
    const weak = { ...supported, id: 'toy-paper/weak', requires: { ...requires!, log10EvidenceFor: 0 } };
    expect(summarizeSuite([weak, ...copies(supported, 13)]).fdr.selected).not.toContain('toy-paper/weak');
  });

  it('takes the weakest link: a control that was not refuted keeps its claim out', async () => {
    const open = await judge(scripted({ effect: [2], sham: [2, 0] }, {}), {
      ...options,
      tier: 'standard',
    });
    expect(open.verdict).toBe('supported');
    const weak = {
      ...open,
      id: 'toy-paper/weak',
      controls: [{ ...open.controls[0]!, log10EvidenceAgainst: 0 }],
    };
    expect(summarizeSuite([weak, ...copies(supported, 13)]).fdr.selected).not.toContain('toy-paper/weak');
  });

  it('leaves invariants, which have no e-values, out of the tested claims', () => {
    const invariant = { ...supported, kind: 'invariant' as const };
    expect(summarizeSuite([invariant]).fdr).toMatchObject({ tested: 0, selected: [], supportedOutside: [] });
  });

  it('of nothing is nothing', () => {
    expect(summarizeSuite([])).toMatchObject({ supported: 0, fdr: { tested: 0, selected: [] } });
  });
});
