import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdictOverview, type PictureRow } from '#report';
import { textsOf } from './svg-texts.ts';
import { toyEvidence, toyInvariant } from './toy-evidence.ts';

const rows: readonly PictureRow[] = [
  { evidence: toyEvidence(), stale: false },
  { evidence: toyInvariant(), stale: false },
  { evidence: toyEvidence({ id: 'other/fails', verdict: 'refuted', expected: 'refuted' }), stale: false },
  { id: 'toy-paper/crashed', message: 'the worker was killed' },
];

/** Edges of a kind, without the one in the legend. */
const dashed = (svg: string): number => svg.split('stroke-dasharray').length - 2;
const thick = (svg: string): number => svg.split('stroke-width').length - 2;

/** Right edges of the chips. */
const rightEdges = (svg: string): number[] =>
  [...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="21"/g)].map(
    ([, x, width]) => Number(x) + Number(width),
  );

describe('verdictOverview', () => {
  it('a line per paper, a signed chip per claim, the caption below', () => {
    const texts = textsOf(verdictOverview(rows, 'tier smoke'));
    expect(texts.slice(0, 6)).toEqual(['toy-paper', '✓ holds', '✓ theorem', '✗ crashed', 'other', '◆ fails']);
    expect(texts.at(-1)).toBe('tier smoke');
  });

  it('what is not as expected or not judged has a thick edge, what is stale a dashed one; a finding has neither', () => {
    const unexpected = { evidence: toyEvidence({ verdict: 'inconclusive' }), stale: false } as const;
    const edges = (judged: readonly PictureRow[]) => {
      const svg = verdictOverview(judged, '');
      return { thick: thick(svg), dashed: dashed(svg) };
    };
    expect(edges(rows)).toEqual({ thick: 1, dashed: 0 });
    expect(edges([{ evidence: toyEvidence(), stale: true }])).toEqual({ thick: 0, dashed: 1 });
    expect(edges([unexpected])).toEqual({ thick: 1, dashed: 0 });
    expect(edges([{ ...unexpected, stale: true }])).toEqual({ thick: 1, dashed: 1 });
  });

  it('many claims go on in further lines, none beyond the edge', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      evidence: toyEvidence({ id: `toy-paper/a-claim-with-number-${index}` }),
      stale: false,
    }));
    const svg = verdictOverview(many, '');
    const width = Number(/ width="(\d+)"/.exec(svg)![1]);
    expect(rightEdges(svg)).toHaveLength(46);
    expect(Math.max(...rightEdges(svg))).toBeLessThanOrEqual(width - 18);
  });

  it('no claim at all, and nothing from outside', () => {
    const svg = verdictOverview([], 'nothing yet');
    expect(textsOf(svg)).toContain('nothing yet');
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|href|url\(|@import/);
  });

  it('any text is text, whatever signs it has', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        textsOf(verdictOverview([{ id: `toy-paper/${text}`, message: '' }], text));
      }),
      { examples: [['</text><script>'], ['a "quoted" & <tagged> name']] },
    );
  });
});
