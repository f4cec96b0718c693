import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Claim } from '#claim';
import { discoverClaims } from '#sources';

const folder = fileURLToPath(new URL('../../claims', import.meta.url));
const claims = discoverClaims(folder);

describe('the source of every claim', () => {
  it.each(claims.map(({ id, file }) => [id, file]))('%s says how its place was read', async (_, file) => {
    const { default: claim } = (await import(file)) as { default: Claim };
    expect(claim.source.reading).toBeDefined();
    // The reading says it.
    expect(claim.source.at).not.toMatch(/unconfirmed|from memory/);
  });

  it('reports no number that nobody has read', async () => {
    for (const { file } of claims) {
      const { default: claim } = (await import(file)) as { default: Claim };
      if (claim.source.reading === 'memory')
        expect([claim.id, claim.source.reported]).toEqual([claim.id, undefined]);
    }
  });
});
