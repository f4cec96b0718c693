import { describe, expect, it } from 'vitest';
import { judge, type EmpiricalClaim } from '#claim';
import attribution from '../../../claims/relu-reduced-space/training-attribution.claim.ts';
import carried from '../../../claims/relu-reduced-space/training-carried.claim.ts';
import plane from '../../../claims/relu-reduced-space/training-plane.claim.ts';
import training from '../../../claims/relu-reduced-space/training.claim.ts';

const options = { tier: 'smoke', seedBase: 1, engine: 'auto', threads: 1 } as const;

/** The claim with another arm in the place of the restricted one, at a size of seconds. */
function judged(claim: EmpiricalClaim, reduced: string) {
  const smoke = { ...claim.tiers.smoke, networks: 8, steps: 1500, seeds: 8 };
  const arms = { ...claim.arms, reduced: claim.arms[reduced]! };
  return judge({ ...claim, arms, tiers: { ...claim.tiers, smoke } }, options);
}

describe.each([
  ['training', training, 'freeSpread'],
  ['training-attribution', attribution, 'free'],
  ['training-carried', carried, 'free'],
  ['training-plane', plane, 'free'],
] as const)('%s', (_, claim, unrestricted) => {
  it('is untested where the restricted arm is not restricted', async () => {
    const evidence = await judged(claim, unrestricted);
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'untested' });
    expect(evidence.reason).toContain('distance of the reduced networks from the reduced space');
  });
});
