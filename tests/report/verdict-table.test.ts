import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { verdictTable, type VerdictRow } from '#report';
import { toyEvidence, toyInvariant } from './toy-evidence.ts';

const rows: readonly VerdictRow[] = [
  { evidence: toyEvidence(), wallSeconds: 12.3, engine: 'cpu' },
  {
    evidence: toyEvidence({
      id: 'toy-paper/fails',
      verdict: 'refuted',
      successes: 0,
      log10EvidenceFor: -5.59176,
      log10EvidenceAgainst: 2.04218,
    }),
    wallSeconds: 75,
    engine: 'cpu',
    reused: true,
  },
  {
    evidence: toyEvidence({ id: 'toy-paper/finding', verdict: 'refuted', expected: 'refuted' }),
    wallSeconds: 3700,
    engine: 'cpu',
  },
  { evidence: toyInvariant(), wallSeconds: 0.2, engine: 'cpu' },
  { id: 'toy-paper/crashed', error: 'the worker was killed' },
];

const lines = (text: string): string[] => text.split('\n').map((line) => line.trimEnd());

describe('verdictTable', () => {
  it('shows every fact when the terminal is wide', () => {
    expect(verdictTable(rows, { width: 160, color: false })).toMatchInlineSnapshot(`
      "claim              verdict                seeds    evidence    effect             margin      control     time        engine
      toy-paper/holds    ✓ supported            8/8      E=110       +0.215 (>= +0.14)  > 0.1 nats  refuted     12 s        cpu
      toy-paper/fails    ✗ refuted *            0/8      E-=110      +0.215 (>= +0.14)  > 0.1 nats  refuted     1 min 15 s  cpu
      toy-paper/finding  ◆ refuted (a finding)  8/8      E-=2.56e-6  +0.215 (>= +0.14)  > 0.1 nats  refuted     1 h 01 min  cpu
      toy-paper/theorem  ✓ supported            300/300  -           -                  -           2/2 killed  0.2 s       -
      toy-paper/crashed  ✗ not judged           -        -           -                  -           -           -           -"
    `);
  });

  it.each([120, 100, 80, 60, 40])('never runs over a terminal of %i columns', (width) => {
    const shown = lines(verdictTable(rows, { width, color: false }));
    expect(Math.max(...shown.map((line) => line.length))).toBeLessThanOrEqual(Math.max(width, 42));
  });

  it.each([160, 80, 50, 20])('names every claim and its verdict at %i columns', (width) => {
    const text = verdictTable(rows, { width, color: false });
    for (const id of ['holds', 'fails', 'finding', 'theorem', 'crashed']) {
      expect(text).toContain(`toy-paper/${id}`);
    }
    expect(text).toContain('✓ supported');
    expect(text).toContain('✗ refuted');
    expect(text).toContain('✗ not judged');
  });

  it('colors change nothing but the colors', () => {
    const plain = verdictTable(rows, { width: 100, color: false });
    const colored = verdictTable(rows, { width: 100, color: true });
    expect(colored).not.toBe(plain);
    expect(lines(stripVTControlCharacters(colored))).toEqual(lines(plain));
    expect(colored).toContain('\u001b[31m✗ refuted');
  });

  it('a control that satisfies the rule is in sight', () => {
    const evidence = toyEvidence({
      verdict: 'inconclusive',
      reason: 'non-specific',
      controls: [{ ...toyEvidence().controls[0]!, verdict: 'supported' }],
    });
    const text = verdictTable([{ evidence, wallSeconds: 1, engine: 'cpu' }], { width: 160, color: false });
    expect(text).toMatch(/✗ inconclusive.*supported/);
  });
});
