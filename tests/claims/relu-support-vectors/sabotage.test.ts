import { describe, expect, it } from 'vitest';
import type { Trajectory } from '#core';
import { type ArmRunner, type EmpiricalClaim, judge, type TierSize } from '#claim';
import convergence from '../../../claims/relu-support-vectors/d2-convergence.claim.ts';
import generalization from '../../../claims/relu-support-vectors/generalization.claim.ts';
import { students } from '../../../claims/relu-support-vectors/generalization.ts';
import initSmall from '../../../claims/relu-support-vectors/init-small.claim.ts';
import normGrowth from '../../../claims/relu-support-vectors/norm-growth.claim.ts';

const options = { tier: 'smoke', seedBase: 1, engine: 'auto', threads: 1 } as const;

type Runner = ArmRunner<TierSize>;
type Arms = EmpiricalClaim['arms'];

/** The claim with other arms, at a size of seconds. */
function judged(claim: EmpiricalClaim, others: (arms: Arms) => Arms) {
  const smoke = { ...claim.tiers.smoke, instances: 12, seeds: 8 };
  const arms = { ...claim.arms, ...others(claim.arms) };
  return judge({ ...claim, arms, tiers: { ...claim.tiers, smoke } }, options);
}

/** What an arm gives, with one of its series changed. */
const changed =
  (arm: Runner, name: string, to: (value: number) => number): Runner =>
  async (run, size) =>
    (await arm(run, size)).map((one): Trajectory => ({
      ...one,
      series: { ...one.series, [name]: Float64Array.from(one.series[name]!, to) },
    }));

describe('norm-growth', () => {
  it('is untested where nothing moves, so that no norm falls', async () => {
    const still = (arm: Runner) =>
      changed(
        changed(arm, 'drop', () => 0),
        'growth',
        () => 0,
      );
    const evidence = await judged(normGrowth, (arms) => ({
      teacher: still(arms['teacher']!),
      noTeacher: still(arms['noTeacher']!),
    }));
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'untested' });
  });
});

describe('init-small', () => {
  it('does not hold where the distance of the limits is the same whatever happens', async () => {
    const blind = (arm: Runner) => changed(arm, 'shift', () => 1e-12);
    const evidence = await judged(initSmall, (arms) =>
      Object.fromEntries(Object.entries(arms).map(([name, arm]) => [name, blind(arm)])),
    );
    expect(evidence.reason).toContain('over that from 1e-4" on 0');
  });
});

describe('generalization', () => {
  it('does not hold where the linear neuron on the support vectors is trained on all points', async () => {
    const everything = students({ neuron: 'linear', rectified: true }) as Runner;
    const evidence = await judged(generalization, () => ({ supportLinear: everything }));
    expect(evidence.successes).toBe(0);
    expect(evidence.reason).toContain('support vectors alone, rectified when it predicts" on 0');
  });
});

describe('d2-convergence', () => {
  it('takes a control on labels of no teacher for one that converges where it ends in the least loss', async () => {
    const evidence = await judged(convergence, (arms) => ({
      noTeacher: changed(arms['noTeacher']!, 'excess', () => 0),
    }));
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'non-specific' });
  });
});
