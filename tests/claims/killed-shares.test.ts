import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type InvariantClaim, judge } from '#claim';
import { discoverClaims } from '#runner';

const root = fileURLToPath(new URL('../../claims', import.meta.url));
const invariants = discoverClaims(root).filter(({ kind }) => kind === 'invariant');

/** Development seeds that no share was chosen on. */
const options = { tier: 'smoke', seedBase: 9001, family: 'dev', engine: 'reference', threads: 1 } as const;

/** By how much what is killed may exceed what is asked for, besides three standard deviations of it. */
const slack = 0.2;

describe('a mutant is killed as often as its claim asks for, which is not much less than it could', () => {
  it.each(invariants.map(({ id, file }) => [id, file]))('%s', async (_, file) => {
    const { default: claim } = (await import(file)) as { default: InvariantClaim };
    const { mutants } = await judge(claim, options);
    for (const { name, cases, killedShare, required } of mutants) {
      expect(killedShare, `${name}: killed too seldom`).toBeGreaterThanOrEqual(required);
      const noise = 3 * Math.sqrt((killedShare * (1 - killedShare)) / cases);
      expect(killedShare - required, `${name}: asks for too little`).toBeLessThanOrEqual(slack + noise);
    }
  });
});
