import { describe, expect, it } from 'vitest';
import { judge, type EmpiricalClaim } from '#claim';
import attribution from '../../../claims/relu-reduced-space/training-attribution.claim.ts';
import binary from '../../../claims/relu-reduced-space/training-binary.claim.ts';
import carried from '../../../claims/relu-reduced-space/training-carried.claim.ts';
import plane from '../../../claims/relu-reduced-space/training-plane.claim.ts';
import training from '../../../claims/relu-reduced-space/training.claim.ts';

const options = { tier: 'smoke', seedBase: 1, engine: 'auto', threads: 1 } as const;

/** The claim at a size of seconds, with another arm in the place of the restricted one. */
function judged(claim: EmpiricalClaim, reduced = 'reduced', steps = 1500) {
  // Networks of binary neurons differ more.
  const networks = claim === binary ? 32 : 8;
  const smoke = { ...claim.tiers.smoke, networks, steps, seeds: 8 };
  const arms = { ...claim.arms, reduced: claim.arms[reduced]! };
  return judge({ ...claim, arms, tiers: { ...claim.tiers, smoke } }, options);
}

describe.each([
  ['training', training, 'freeSpread'],
  ['training-attribution', attribution, 'free'],
  ['training-binary', binary, 'freeSpread'],
  ['training-carried', carried, 'free'],
  ['training-plane', plane, 'free'],
] as const)('%s', (_, claim, unrestricted) => {
  it('is untested where the restricted arm is not restricted', async () => {
    const evidence = await judged(claim, unrestricted);
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'untested' });
    expect(evidence.reason).toContain('distance of the reduced networks from the reduced space');
  });

  it('is inconclusive where next to nothing was trained', async () => {
    expect((await judged(claim, 'reduced', 20)).verdict).toBe('inconclusive');
  });
});
