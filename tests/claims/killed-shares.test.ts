import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type InvariantClaim, judge } from '#claim';
import { discoverClaims } from '#sources';

const root = fileURLToPath(new URL('../../claims', import.meta.url));
const invariants = discoverClaims(root).filter(({ kind }) => kind === 'invariant');

/** Development seeds that no share was chosen on. */
const options = { tier: 'smoke', seedBase: 9001, family: 'dev', engine: 'reference', threads: 1 } as const;

/** Shares are rounded down to twentieths. */
const rounding = 0.05;
/** The most below what is seen, besides its noise, also of a mutant that is tried on few cases. */
const slack = 0.2;

const deviation = (share: number, cases: number): number => Math.sqrt((share * (1 - share)) / cases);

describe('a mutant is killed as often as its claim asks for, which is not much less than it could', () => {
  it.each(invariants.map(({ id, file }) => [id, file]))('%s', async (_, file) => {
    const { default: claim } = (await import(file)) as { default: InvariantClaim };
    const { mutants } = await judge(claim, options);
    for (const { name, cases, killedShare, required } of mutants) {
      expect(killedShare, `${name}: killed too seldom`).toBeGreaterThanOrEqual(required);
      // Of the seeds on which the share was chosen, and as much of these; all of them say less than that it is certain.
      const likely = (killedShare * cases + 1) / (cases + 2);
      const most = Math.min(
        rounding + 6 * deviation(likely, cases),
        slack + 3 * deviation(killedShare, cases),
      );
      expect(killedShare - required, `${name}: asks for too little`).toBeLessThanOrEqual(most);
    }
  });
});
