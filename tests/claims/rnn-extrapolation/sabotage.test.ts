import { expect, it } from 'vitest';
import { type ArmRunner, type EmpiricalClaim, judge, type TierSize } from '#claim';
import gdConverges from '../../../claims/rnn-extrapolation/gd-converges.claim.ts';

/** What longer sequences add, computed over the lags that were trained. */
const blind =
  (arm: ArmRunner<TierSize>): ArmRunner<TierSize> =>
  async (run, size) =>
    (await arm(run, size)).map((one) => ({
      ...one,
      series: { ...one.series, finalError: one.series['finalLoss']!, beyond: one.series['trained']! },
    }));

const claim: EmpiricalClaim = gdConverges;

function judged(arms: EmpiricalClaim['arms']) {
  const smoke = { ...claim.tiers.smoke, dimensions: 6, length: 4, networks: 1, seeds: 8 };
  return judge(
    { ...claim, arms, tiers: { ...claim.tiers, smoke } },
    { tier: 'smoke', seedBase: 1, engine: 'auto', threads: 1 },
  );
}

it('gd-converges is not specific where what is beyond the training length is not looked at', async () => {
  const arms = Object.entries(claim.arms).map(([name, arm]) => [name, blind(arm)] as const);
  const evidence = await judged(Object.fromEntries(arms));
  expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'non-specific' });
});
