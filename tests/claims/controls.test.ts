import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type EmpiricalClaim, type Measures, parseEvidence } from '#claim';
import { controlProblems } from '../../src/claim/control-problems.ts';
import { discoverClaims } from '#sources';

const folder = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const claims = discoverClaims(folder('claims')).filter(({ kind }) => kind === 'empirical');

/** Measures of the published seeds, by the tiers in which the claim was judged as it is now. */
function published({ id, revision }: EmpiricalClaim): [file: string, Readonly<Record<string, Measures>>[]][] {
  const files = ['reports/evidence', 'reports/smoke/evidence'].map((name) => `${folder(name)}/${id}.json`);
  return files.filter(existsSync).flatMap((file) => {
    const evidence = parseEvidence(JSON.parse(readFileSync(file, 'utf8')));
    return evidence.revision === revision ? [[file, evidence.perSeed.map(({ arms }) => arms)]] : [];
  });
}

describe('every control, and all that is required, could have been otherwise while the claim holds', () => {
  it.each(claims.map(({ id, file }) => [id, file]))('%s', async (_, file) => {
    const { default: claim } = (await import(file)) as { default: EmpiricalClaim };
    expect(controlProblems(claim) ?? []).toEqual([]);
    const measured = published(claim);
    for (const [from, measures] of measured) {
      expect(controlProblems(claim, measures), from).toEqual([]);
      // As `verify` does after the first look.
      expect(controlProblems(claim, measures.slice(0, 8)), from).toEqual([]);
    }
    if (measured.length === 0) expect(controlProblems(claim)).toBeDefined();
  });
});

describe('no control is refuted for want of a number', () => {
  it.each(claims.map(({ id, file }) => [id, file]))('%s', async (_, file) => {
    const { default: claim } = (await import(file)) as { default: EmpiricalClaim };
    expect(Object.values(claim.expected)).not.toContain('inconclusive: control-unstable');
  });
});
