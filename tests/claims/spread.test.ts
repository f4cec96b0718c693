import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { claimProblems, type InvariantClaim } from '#claim';
import { discoverClaims } from '#sources';

const root = fileURLToPath(new URL('../../claims', import.meta.url));
const invariants = discoverClaims(root).filter(({ kind }) => kind === 'invariant');

describe('the cases of an invariant are spread over what its assumptions allow', () => {
  it.each(invariants.map(({ id, file }) => [id, file]))('%s', async (_, file) => {
    const { default: claim } = (await import(file)) as { default: InvariantClaim };
    expect(claimProblems(claim)).toEqual([]);
  });
});
