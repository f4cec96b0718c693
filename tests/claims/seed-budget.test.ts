import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { EmpiricalClaim } from '#claim';
import { discoverClaims } from '#sources';
import { majorityPlan, operatingCharacteristic } from '#stats';

const folder = fileURLToPath(new URL('../../claims', import.meta.url));
const claims = discoverClaims(folder).filter(({ kind }) => kind === 'empirical');
const lastLook = majorityPlan.looks.at(-1)!;

/** Share of seeds that 29 development seeds without a failure vouch for, the least with which a claim is admitted. */
const admitted = 0.05 ** (1 / 29);

describe('seeds to decide in', () => {
  it.each(claims.map(({ id, file }) => [id, file]))(
    '%s has all of them at smoke and standard',
    async (_, file) => {
      const { default: claim } = (await import(file)) as { default: EmpiricalClaim };
      const { smoke, standard } = claim.tiers;
      for (const size of [smoke, standard]) expect(size.seeds ?? lastLook).toBe(lastLook);
    },
  );

  it('are enough for a claim that is just admitted, and half of them are not', () => {
    const half = majorityPlan.looks.filter((look) => look <= lastLook / 2);
    expect(operatingCharacteristic(admitted).supported).toBeCloseTo(0.975, 2);
    expect(operatingCharacteristic(admitted, { looks: half }).supported).toBeCloseTo(0.826, 2);
  });
});
