import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClaimFacts, Evidence, FigureEvidence } from '#claim';
import { summarizeProfile } from '#engine';
import {
  badge,
  badgeMessage,
  claimTable,
  evidenceText,
  profileText,
  shieldsEndpoint,
  verdictOverview,
  verdictPicture,
  verdictTable,
} from '#report';
import { textsOf } from './svg-texts.ts';
import { toyEvidence, toyInvariant } from './toy-evidence.ts';
import { toyRun } from './toy-run.ts';

/** Words that code compares with: everything else is a text of whoever wrote the claim. */
const words = /^(supported|refuted|inconclusive|empirical|invariant|smoke|judge|exceeds|linear)$/;

/** Data in which every text, and every name of an arm or mutant, ends in `end`. */
function ending<T>(value: T, end: string): T {
  const change = (part: unknown): unknown => {
    if (typeof part === 'string') return words.test(part) ? part : part + end;
    if (part === null || typeof part !== 'object') return part;
    if (Array.isArray(part)) return part.map(change);
    const entries = Object.entries(part).map(([name, inner]): [string, unknown] => [
      ['treatment', 'broken'].includes(name) ? name + end : name,
      change(inner),
    ]);
    return Object.fromEntries(entries);
  };
  return change(value) as T;
}

const figure: FigureEvidence = {
  name: 'error',
  x: { label: 'size', scale: 'linear' },
  y: { label: 'error', scale: 'linear' },
  lines: [{ name: 'line', x: [1, 2], y: [1, 2], lower: [1, 2], upper: [1, 2] }],
};

const profile = summarizeProfile(
  {
    ...{ basis: 'machine code', steps: 10, seconds: 0.004, threads: 1, together: 1 },
    kernels: [
      {
        ...{ label: 'BatchMatMul', kind: 'product', shape: '64x48 by 48x48', calls: 80, flops: 2e7 },
        ...{ bytesRead: 1e6, bytesWritten: 1e6, seconds: 0.001, site: 'apply (/a/b/model.ts:12:5)' },
      },
    ],
  },
  1e11,
);

const paper = { id: 'toy-paper', title: 'On Toys', authors: [], venue: 'none', year: 2020, url: '' };
const claim: ClaimFacts = {
  ...{ id: 'toy-paper/holds', revision: 1, kind: 'invariant', states: 'Toys work.' },
  ...{ source: { paper, at: 'Fig. 1' }, tiers: ['smoke'], panels: [], controls: [], mutants: ['broken'] },
  ...{
    expected: { smoke: 'refuted', standard: 'refuted', real: 'refuted', paper: 'refuted' },
    finding: 'They do not.',
  },
};

/** Everything that is made of a claim's texts: for a terminal, for a page, for a picture. */
function outputs(end: string): Readonly<Record<'texts' | 'wrapped' | 'pictures', readonly string[]>> {
  const finding = { expected: 'refuted', verdict: 'refuted', finding: 'found', figures: [figure] } as const;
  const failing = { value: 'x = 1', seed: 1, path: '0:1' };
  const evidences: readonly Evidence[] = [
    toyEvidence(),
    toyEvidence(finding),
    toyInvariant({ counterexample: failing, finding: 'found' }),
  ].map((evidence) => ending(evidence, end));
  const crashed = ending({ id: 'toy-paper/crashed', error: 'lost', message: 'lost' }, end);
  const rows = [...evidences.map((evidence) => ({ evidence, stale: false })), crashed];
  const run = ending(toyRun, end);
  const judged = evidences.map((evidence) => ({ evidence, wallSeconds: 1, engine: `cpu${end}` }));
  return {
    texts: [
      ...evidences.flatMap((evidence) => [
        evidenceText({ evidence, run }, { width: 1e6, color: false }),
        badgeMessage(evidence),
        ...Object.values(shieldsEndpoint(evidence)).map(String),
      ]),
      ...[1e6, 20].map((width) => verdictTable([...judged, crashed], { width, color: false })),
      profileText(ending(profile, end), { color: false, rows: 1 }),
      claimTable(
        [{ claim: ending(claim, end), file: 'holds.claim.ts', published: { smoke: evidences[1]! } }],
        ending({ other: { at: 'Fig. 2', because: 'none' } }, end),
      ),
    ],
    wrapped: evidences.map((evidence) => evidenceText({ evidence, run }, { width: 40, color: false })),
    pictures: [
      ...evidences.map((one) => badge(one)),
      verdictPicture(rows, `caption${end}`),
      verdictOverview(rows, `caption${end}`),
    ],
  };
}

const raw = /[^\n\P{Cc}]|[\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const lines = ({ texts }: ReturnType<typeof outputs>): number[] =>
  texts.map((text) => text.split('\n').length);

describe('whatever characters the texts of a claim have', () => {
  const plain = lines(outputs('.'));
  const check = (end: string): void => {
    const written = outputs(end);
    const { texts, wrapped, pictures } = written;
    for (const text of [...texts, ...wrapped, ...pictures]) expect(text).not.toMatch(raw);
    for (const picture of pictures) textsOf(picture);
    expect(lines(written)).toEqual(plain);
  };

  it('each control, and halves of pairs: terminal, page and picture get none', () => {
    const codes = [...Array(33).keys(), ...Array.from({ length: 33 }, (_, at) => 127 + at)];
    for (const code of [...codes, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0x2028, 0x202e, 0xfffe, 0xffff]) {
      check(`${String.fromCharCode(code)}x`);
    }
  });

  it('any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (end) => check(`${end}x`)),
      { numRuns: 40, examples: [['\x1b[2J\x1b]0;title\x07'], [']]><!--&#0;&']] },
    );
  });
});
