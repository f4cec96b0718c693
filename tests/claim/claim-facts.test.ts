import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { factsOf } from '#claim';
import { loadClaim } from '#runner';
import { discoverClaims } from '#sources';

const claims = fileURLToPath(new URL('../../claims', import.meta.url));
const some = discoverClaims(claims).filter(({ paper }) => ['lamb', 'normalized-sgd'].includes(paper));

describe('factsOf', () => {
  it.each(some)(
    '$id: goes from one process to another as it is, and says what the claim says',
    async (entry) => {
      const claim = await loadClaim(entry);
      const facts = factsOf(claim);
      expect(structuredClone(facts)).toEqual(facts);
      const { id, revision, kind, states, source, expected, finding } = claim;
      expect(facts).toMatchObject({ id, revision, kind, states, source, expected });
      expect(facts.finding).toBe(finding);
      if (claim.kind === 'empirical') {
        const { effect, also = [], controls, sharedRuns } = claim;
        expect(facts.panels).toEqual(
          [effect, ...also].map(({ name, unit, rule, margin }) => ({ name, unit, rule, margin })),
        );
        expect([facts.controls, facts.sharedRuns]).toEqual([Object.keys(controls), sharedRuns?.id]);
      } else expect(facts.mutants).toEqual(Object.keys(claim.mutants));
    },
  );
});
