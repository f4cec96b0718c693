import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdictPicture, type PictureRow } from '#report';
import { textsOf } from './svg-texts.ts';
import { toyEvidence, toyInvariant } from './toy-evidence.ts';

const rows: readonly PictureRow[] = [
  { evidence: toyEvidence(), stale: false },
  { evidence: toyInvariant(), stale: false },
  { id: 'toy-paper/crashed', message: 'the worker was killed' },
];

const circles = (svg: string, mark: string): number[] =>
  [...svg.matchAll(/<circle cx="([^"]*)"[^>]*>/g)]
    .filter(([tag]) => tag.includes(mark))
    .map(([, cx]) => Number(cx))
    .slice(0, -1); // The last of each kind stands in the legend.
const filled = 'fill-opacity';
const hollow = 'fill="none"';

describe('verdictPicture', () => {
  it('says of every claim what was decided, and on what', () => {
    const texts = textsOf(verdictPicture(rows, 'tier smoke'));
    for (const text of [
      ...['toy-paper/holds', '✓ supported', '8/8', 'E=110', '+0.215 (≥ +0.14)', 'margin &gt; 0.1 nats'],
      ...['toy-paper/theorem', '300/300', '2/2 killed', 'largest error of a case'],
      ...['toy-paper/crashed', '✗ not judged', 'the worker was killed', 'tier smoke'],
    ]) {
      expect(texts).toContain(text);
    }
  });

  it.each([
    ['refuted, unexpectedly', { verdict: 'refuted' }, false, ['✗ refuted', 'expected supported']],
    [
      'refuted as a finding',
      { verdict: 'refuted', expected: 'refuted', finding: 'Toys do not work.' },
      false,
      ['◆ refuted', 'finding: Toys do not work.'],
    ],
    ['stale', {}, true, ['✓ supported', 'stale: its sources have changed since']],
  ] as const)('%s', (_, changes, stale, expected) => {
    const texts = textsOf(verdictPicture([{ evidence: toyEvidence(changes), stale }], ''));
    for (const text of expected) expect(texts).toContain(text);
  });

  it('a dot per seed, a hollow one per seed of the control, left or right of the margin as they are', () => {
    const svg = verdictPicture(rows, '');
    const margin = Number(/<line x1="([^"]*)"[^>]*stroke="#cf222e"/.exec(svg)![1]);
    expect(circles(svg, filled)).toHaveLength(8);
    expect(circles(svg, hollow)).toHaveLength(8);
    expect(Math.min(...circles(svg, filled))).toBeGreaterThan(margin);
    expect(Math.max(...circles(svg, hollow))).toBeLessThan(margin);
  });

  it('runs that diverged have no place on the axis', () => {
    const [panel] = toyEvidence().panels;
    const evidence = toyEvidence({ panels: [{ ...panel!, values: [NaN, Infinity, 0.3], lower: -Infinity }] });
    const svg = verdictPicture([{ evidence, stale: false }], '');
    expect(circles(svg, filled)).toHaveLength(1);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('all numbers equal: nothing to scale by', () => {
    const [panel] = toyEvidence().panels;
    const zeros = [0, 0, 0];
    const evidence = toyEvidence({
      panels: [{ ...panel!, rule: 'exceeds', margin: 0, values: zeros }],
      controls: [],
    });
    expect(verdictPicture([{ evidence, stale: false }], '')).not.toMatch(/NaN|Infinity/);
  });

  it('no claim at all', () => {
    expect(textsOf(verdictPicture([], 'nothing yet'))).toContain('nothing yet');
  });

  it('asks for nothing from outside', () => {
    const svg = verdictPicture(rows, '');
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|href|url\(|@import/);
  });

  it('any text is text, whatever signs it has', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const named = toyEvidence({ id: `toy-paper/${text}`, panels: [], controls: [] });
        textsOf(verdictPicture([{ evidence: named, stale: false }], text));
      }),
      { examples: [['</text><script>'], ['a "quoted" & <tagged> name']] },
    );
  });
});
