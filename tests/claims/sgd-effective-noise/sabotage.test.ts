import { expect, it } from 'vitest';
import { type ArmRunner, type EmpiricalClaim, judge, type TierSize } from '#claim';
import fdt from '../../../claims/sgd-effective-noise/fdt-temperature.claim.ts';
import {
  persistentSgd,
  sgd,
  stationaryRuns,
  type StationarySetting,
} from '../../../claims/sgd-effective-noise/setting.ts';

const claim: EmpiricalClaim = fdt;

const runs = (setting: StationarySetting) => stationaryRuns(setting) as ArmRunner<TierSize>;

/** The claim at a size of seconds, with other arms of SGD and persistent SGD. */
function judged(arms: EmpiricalClaim['arms']) {
  const smoke = { ...claim.tiers.smoke, dimensions: 60, seeds: 8 };
  const all = { ...claim.arms, ...arms };
  return judge(
    { ...claim, arms: all, tiers: { ...claim.tiers, smoke } },
    { tier: 'smoke', seedBase: 1, engine: 'auto', threads: 1 },
  );
}

it('fdt-temperature does not hold of gradient descent on its way down', async () => {
  const relaxing = runs({ algorithm: sgd(1), when: { burnIn: 0 } });
  const { successes, reason } = await judged({ sgd: relaxing, persistent: relaxing });
  expect(successes).toBe(0);
  // What it does not hold for is that it is not stationary, not that it has no temperature.
  expect(reason).toContain('"least temperature of SGD at these lags" on 8');
});

it('fdt-temperature does not hold at early lags, where persistent SGD has no temperature', async () => {
  const when = { windows: 12, length: 0.4 };
  const { successes, reason } = await judged({
    sgd: runs({ algorithm: sgd(0.15), when }),
    persistent: runs({ algorithm: persistentSgd(1), when }),
  });
  expect(successes).toBe(0);
  expect(reason).toContain('"log of the hottest over the coldest of these lags, larger of the two" on 0');
});
