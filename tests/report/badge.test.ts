import { describe, expect, it } from 'vitest';
import { badge, badgeMessage, combineEvidence, controlVerdict, shieldsEndpoint } from '#report';
import { toyEvidence, toyInvariant } from './toy-evidence.ts';
import { toyRun } from './toy-run.ts';

const refuted = toyEvidence({
  verdict: 'refuted',
  successes: 1,
  log10EvidenceFor: -4.6,
  log10EvidenceAgainst: 2.3,
  tier: 'standard',
});

describe('badgeMessage', () => {
  it('carries count, evidence, effect with bound, and tier', () => {
    expect(badgeMessage(toyEvidence())).toBe('supported 8/8 · E=110 · +0.215 (>= +0.14) · smoke');
  });

  it('a refuted claim shows the evidence against it', () => {
    expect(badgeMessage(refuted)).toBe('refuted 1/8 · E-=200 · +0.215 (>= +0.14) · standard');
  });

  it('an invariant counts cases and mutants', () => {
    expect(badgeMessage(toyInvariant())).toBe('supported 300/300 cases · 2/2 mutants killed · smoke');
    const [first, second] = toyInvariant().mutants;
    const survived = { ...second!, killed: 0, killedShare: 0 };
    expect(badgeMessage(toyInvariant({ mutants: [first!, survived] }))).toContain('1/2 mutants killed');
  });
});

describe('shieldsEndpoint', () => {
  it('of a claim with replications says what all runs say together, in the colour of that', () => {
    const open = toyEvidence({ verdict: 'inconclusive', inconclusive: 'budget' });
    const one = { from: 'reports', evidence: open, run: toyRun };
    const all = combineEvidence([one]);
    const together = { verdict: 'supported', successes: 16, seeds: 16, machines: 2 } as const;
    const endpoint = shieldsEndpoint(open, { combined: { ...all, ...together, contributions: [one, one] } });
    expect(endpoint.message).toMatch(
      /^supported 16\/16 in 2 runs on 2 kinds of machine · E=110 · .* · smoke$/,
    );
    expect(endpoint.color).toBe('brightgreen');
    expect(shieldsEndpoint(open).color).toBe('yellow');
  });

  it.each([
    ['supported', 'brightgreen'],
    ['refuted', 'red'],
    ['inconclusive', 'yellow'],
  ] as const)('%s is %s', (verdict, color) => {
    const endpoint = shieldsEndpoint(toyEvidence({ verdict }));
    expect(endpoint).toMatchObject({ schemaVersion: 1, label: 'toy-paper/holds', color });
    expect(endpoint.message).toContain(verdict);
  });

  it.each(['supported', 'refuted', 'inconclusive'] as const)(
    '%s of an earlier revision says so first, and has no colour of a verdict',
    (verdict) => {
      const evidence = toyEvidence({ verdict });
      const { message, color } = shieldsEndpoint(evidence, { earlier: true });
      expect([message, color]).toEqual([`earlier revision: ${badgeMessage(evidence)}`, 'lightgrey']);
      expect(badge(evidence, { earlier: true })).toContain(`earlier revision: ${verdict}`);
    },
  );
});

describe('badge', () => {
  it('is SVG with the message, angle brackets escaped', () => {
    const svg = badge(toyEvidence());
    expect(svg).toMatch(/^<svg [^>]*>.*<\/svg>$/s);
    expect(svg).toContain('supported 8/8 · E=110 · +0.215 (&gt;= +0.14) · smoke');
  });

  it('the colour tells a refuted claim from a supported one', () => {
    expect(badge(refuted)).toContain('#dd4343');
    expect(badge(toyEvidence())).not.toContain('#dd4343');
  });
});

describe('controlVerdict', () => {
  const control = toyEvidence().controls[0]!;

  it('one control that satisfies the rule outweighs others that do not', () => {
    expect(controlVerdict({ controls: [control, { ...control, verdict: 'supported' }], mutants: [] })).toBe(
      'supported',
    );
  });

  it('an undecided control is inconclusive, and so is no control at all', () => {
    expect(controlVerdict({ controls: [control, { ...control, verdict: 'undecided' }], mutants: [] })).toBe(
      'inconclusive',
    );
    expect(controlVerdict({ controls: [], mutants: [] })).toBe('inconclusive');
  });

  it('killed mutants count as refuted controls, surviving ones do not', () => {
    const { mutants } = toyInvariant();
    expect(controlVerdict({ controls: [], mutants })).toBe('refuted');
    expect(controlVerdict({ controls: [], mutants: [{ ...mutants[0]!, killedShare: 0.4 }] })).toBe(
      'supported',
    );
  });
});
