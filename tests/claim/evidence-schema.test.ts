import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, UserError } from '#core';
import { defineInvariant, judge, parseEvidence } from '#claim';
import type { Evidence } from '#claim';
import { options, paper, scripted } from './scripted.ts';

const reread = (evidence: Evidence): Evidence => parseEvidence(JSON.parse(canonicalJson(evidence)));

/** Evidence with NaN and infinite effects, and an infinite bound. */
const unstable = (): Promise<Evidence> =>
  judge(
    scripted({ effect: [NaN, Infinity, -Infinity, 0] }, { tiers: { smoke: { seeds: 4 }, standard: {} } }),
    options,
  );

describe('parseEvidence', () => {
  it('restores NaN and infinities, which JSON writes as text', async () => {
    const evidence = await unstable();
    expect(evidence.panels[0]!.values).toEqual([NaN, Infinity, -Infinity, 0]);
    expect(evidence.panels[0]!.lower).toBe(-Infinity);
    expect(reread(evidence)).toEqual(evidence);
  });

  it('reads a finding, a counterexample and an error back', async () => {
    const claim = defineInvariant({
      ...{ id: 'toy-paper/false', revision: 1, states: 'All are small.' },
      source: {
        paper,
        at: 'p. 1',
        reading: 'body',
        version: 'arXiv v2',
        reported: 'all',
        confirmedBy: 'A. Author',
      },
      expected: 'refuted',
      finding: 'Some are large.',
      runs: { smoke: 50, standard: 50 },
      cases: fc.nat(),
      property: (value) => ({ holds: value < 5, error: value }),
      mutants: { none: { property: () => ({ holds: false }) } },
    });
    const evidence = await judge(claim, options);
    expect(evidence.verdict).toBe('refuted');
    expect(evidence.source).toMatchObject({ reading: 'body', reported: 'all', confirmedBy: 'A. Author' });
    expect(reread(evidence)).toEqual(evidence);
    expect(canonicalJson(reread(evidence))).toBe(canonicalJson(evidence));
  });

  it('leaves out what the runner added', async () => {
    const evidence = await unstable();
    expect(parseEvidence({ ...evidence, wallSeconds: 3 })).toEqual(evidence);
  });

  it.each([
    ['another version', { schemaVersion: 1 }, 'schemaVersion'],
    ['a missing verdict', { verdict: undefined }, 'verdict'],
    ['a number that is text', { log10EvidenceFor: 'large' }, 'log10EvidenceFor'],
    ['a negative count', { successes: -1 }, 'successes'],
    ['null where NaN was lost', { panels: [{ ...panel(), values: [1, null] }] }, 'panels[0].values[1]'],
  ])('refuses %s and names the field', async (_, changes, field) => {
    const broken = { ...(await unstable()), ...changes };
    expect(() => parseEvidence(broken)).toThrow(UserError);
    expect(() => parseEvidence(broken)).toThrow(
      `evidence of toy-paper/scores-rise cannot be read: ${field} `,
    );
  });

  it.each([null, 'evidence', []])('refuses what is no object: %j', (json) => {
    expect(() => parseEvidence(json)).toThrow('evidence cannot be read');
  });

  function panel(): object {
    return { name: 'p', unit: '1', rule: 'exceeds', margin: 1, because: 'b', held: 1, estimate: 1, lower: 1 };
  }
});
