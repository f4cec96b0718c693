import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { judge } from '#claim';
import { canonicalJson } from '#core';
import { loadClaim } from '#runner';
import { discoverClaims } from '#sources';
import { tryTrainingSabotage } from '../../../bench/calibration/training/try-training-sabotage.ts';

const claims = fileURLToPath(new URL('../../../fixtures/claims/sabotaged', import.meta.url));
const id = 'toy-paper/fits';
const minutes = 60_000;

describe('tryTrainingSabotage', () => {
  it(
    'judges a claim with modules replaced, of which neither claim nor library knows',
    { timeout: 4 * minutes },
    async () => {
      const claim = await loadClaim(discoverClaims(claims)[0]!);
      const evidence = await judge(claim, { tier: 'smoke', seedBase: 0, engine: 'cpu', threads: 1 });
      const own = evidence.perSeed.map(({ arms }) => arms);
      expect(evidence.verdict).toBe('supported');
      const inert = await tryTrainingSabotage(claims, id, 'no momentum');
      expect(inert.verdict).toBe('supported');
      expect(canonicalJson(inert.measures)).toBe(canonicalJson(own));
      expect(inert.cpuSeconds).toBeGreaterThan(0);
      const still = await tryTrainingSabotage(claims, id, 'rate 0');
      expect(still.verdict).toBe('inconclusive: untested');
      expect(canonicalJson(still.measures)).not.toBe(canonicalJson(own));
    },
  );
});
