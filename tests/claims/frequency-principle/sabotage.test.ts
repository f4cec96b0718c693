import { describe, expect, it } from 'vitest';
import { type EmpiricalClaim, judge } from '#claim';
import earlyStopping from '../../../claims/frequency-principle/early-stopping.claim.ts';
import { fits } from '../../../claims/frequency-principle/early-stopping.ts';
import highDim from '../../../claims/frequency-principle/high-dim.claim.ts';
import setups from '../../../claims/frequency-principle/setups.claim.ts';

const options = { tier: 'smoke', seedBase: 1, engine: 'auto', threads: 1 } as const;

/** The claim at a size of seconds, with other arms in the place of its own. */
function judged(claim: EmpiricalClaim, size: object, arms: object = {}) {
  const smoke = { ...claim.tiers.smoke, ...size, seeds: 8 };
  return judge({ ...claim, arms: { ...claim.arms, ...arms }, tiers: { ...claim.tiers, smoke } }, options);
}

describe('early-stopping', () => {
  it('falls where next to nothing but noise can be fitted', async () => {
    const evidence = await judged(earlyStopping, { hidden: [50, 50], steps: 2000 }, { noisy: fits(5) });
    expect(evidence.verdict).not.toBe('supported');
    // As early and as steep as with labels that say something.
    expect(evidence.reason).toContain('"test error at the end over its least" on 8');
    expect(evidence.reason).toContain('"when the test error is least" on 8');
  });
});

describe('high-dim', () => {
  it('is not supported by labels at random', async () => {
    const arms = { images: highDim.arms['randomLabels'] };
    const evidence = await judged(highDim, { samples: 128, hidden: [32, 32] }, arms);
    expect(evidence.verdict).not.toBe('supported');
  });
});

describe('setups', () => {
  it('counts settings that capture the lowest frequency alone for no order', async () => {
    const evidence = await judged(setups, { steps: 60 });
    expect(evidence.verdict).not.toBe('supported');
    expect(evidence.reason).toContain('"settings that capture all three frequencies" on 0');
  });
});
