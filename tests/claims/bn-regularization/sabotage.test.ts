import { describe, expect, it } from 'vitest';
import { type EmpiricalClaim, judge } from '#claim';
import rates from '../../../claims/bn-regularization/batch-norm-rates.claim.ts';
import atEqualRate from '../../../claims/bn-regularization/decay-at-equal-rate.claim.ts';
import atHighRate from '../../../claims/bn-regularization/decay-at-high-lr.claim.ts';
import generalization from '../../../claims/bn-regularization/generalization-bn.claim.ts';
import batch from '../../../claims/bn-regularization/network-batch.claim.ts';
import { networkRuns } from '../../../claims/bn-regularization/setting.ts';
import { studentRuns } from '../../../claims/bn-regularization/teacher-student.ts';

const options = { tier: 'smoke', seedBase: 1, engine: 'auto', threads: 1 } as const;

/** The claim at a size of seconds, with other arms in the place of its own. */
function judged(claim: EmpiricalClaim, size: object, arms: object = {}) {
  const smoke = { ...claim.tiers.smoke, ...size, seeds: 8 };
  return judge(
    {
      ...claim,
      arms: { ...claim.arms, ...arms },
      tiers: { ...claim.tiers, smoke },
    },
    options,
  );
}

describe('decay-at-high-lr', () => {
  it('is not supported by learning rates alone', async () => {
    const { without, slower, slowerStill, slowest } = atHighRate.arms;
    const arms = { without, quarter: slower, half: slowerStill, one: slowest };
    const evidence = await judged(atHighRate, { dimensions: 50, time: 30 }, arms);
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'non-specific' });
  });
});

describe('decay-at-equal-rate', () => {
  it('is untested where decay lowers the effective rate', async () => {
    const held = (zeta: number) => studentRuns({ student: 'sphere', learningRate: 4, zeta });
    const arms = { without: held(0), quarter: held(0.25), half: held(0.5), one: held(1) };
    const evidence = await judged(atEqualRate, { dimensions: 50, time: 30 }, arms);
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'untested' });
  });
});

describe('generalization-bn', () => {
  it('is untested where batch normalization was not trained to the end', async () => {
    const evidence = await judged(generalization, { dimensions: 32, epochs: 30 });
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'untested' });
  });
});

describe('batch-norm-rates', () => {
  it('falls where the length of the weights adapts nothing', async () => {
    const { sphere07, sphere2, sphere5, sphere10 } = rates.arms;
    const arms = { batchNorm07: sphere07, batchNorm2: sphere2, batchNorm5: sphere5, batchNorm10: sphere10 };
    const evidence = await judged(rates, { dimensions: 30, batchSize: 10, steps: 300 }, arms);
    expect(evidence.verdict).not.toBe('supported');
    expect(evidence.reason).toMatch(/^0 of 8 seeds exceed/);
  });
});

describe('network-batch', () => {
  it('falls where no label says anything of its input', async () => {
    // Nine labels of ten are those of another class: all ten are equally likely.
    const arms = {
      over8: networkRuns({ statisticsOver: 8 }, 0.9),
      over32: networkRuns({ statisticsOver: 32 }, 0.9),
      over128: networkRuns({ statisticsOver: 128 }, 0.9),
      population: networkRuns({ statisticsOver: 128 }, 0.9),
    };
    const evidence = await judged(batch, { steps: 500 }, arms);
    expect(evidence.verdict).not.toBe('supported');
  });
});
