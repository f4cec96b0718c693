import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { controlProblems, type EmpiricalClaim, parseEvidence } from '#claim';
import { discoverClaims } from '#runner';

const folder = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const claims = discoverClaims(folder('claims')).filter(({ kind }) => kind === 'empirical');

/** Measures of the published seeds, where the claim was judged in the quick tier. */
function published(id: string) {
  const file = `${folder('reports/smoke/evidence')}/${id}.json`;
  if (!existsSync(file)) return [];
  return parseEvidence(JSON.parse(readFileSync(file, 'utf8'))).perSeed.map(({ arms }) => arms);
}

describe('every control could have satisfied the rule while the claim does', () => {
  it.each(claims.map(({ id, file }) => [id, file]))('%s', async (id, file) => {
    const { default: claim } = (await import(file)) as { default: EmpiricalClaim };
    expect(controlProblems(claim, published(id))).toEqual([]);
  });
});

describe('no control is refuted for want of a number', () => {
  it.each(claims.map(({ id, file }) => [id, file]))('%s', async (_, file) => {
    const { default: claim } = (await import(file)) as { default: EmpiricalClaim };
    expect(Object.values(claim.expected)).not.toContain('inconclusive: control-unstable');
  });
});
