import { expect, it } from 'vitest';
import { type ArmRunner, type EmpiricalClaim, judge } from '#claim';
import claim from '../../../claims/rnn-extrapolation/gd-converges.claim.ts';

/** What longer sequences add, computed over the lags that were trained. */
const blind =
  (arm: ArmRunner): ArmRunner =>
  async (run, size) =>
    (await arm(run, size)).map((one) => ({
      ...one,
      series: { ...one.series, finalError: one.series['finalLoss']!, beyond: one.series['trained']! },
    }));

function judged(arms: EmpiricalClaim['arms']) {
  const smoke = { ...claim.tiers.smoke, dimensions: 6, length: 4, networks: 1, seeds: 8 };
  return judge(
    { ...(claim as EmpiricalClaim), arms, tiers: { ...claim.tiers, smoke } },
    { tier: 'smoke', seedBase: 1, engine: 'auto', threads: 1 },
  );
}

it('gd-converges is not specific where what is beyond the training length is not looked at', async () => {
  const arms = Object.entries(claim.arms).map(([name, arm]) => [name, blind(arm as ArmRunner)]);
  const evidence = await judged(Object.fromEntries(arms) as EmpiricalClaim['arms']);
  expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'non-specific' });
});
