import { expect, it, vi } from 'vitest';
import { type EmpiricalClaim, judge } from '#claim';
import batches from '../../../claims/sgd-effective-noise/persistent-batches.invariant.ts';
import temperature from '../../../claims/sgd-effective-noise/mean-field-temperature.claim.ts';

/** Persistent batches that samples leave as readily as they enter: of half of the samples, whatever is asked for. */
vi.mock(import('claimcheck/data'), async (original) => {
  const data = await original();
  return {
    ...data,
    sampleMask: (rng, options) =>
      data.sampleMask(rng, options.stepsOut === undefined ? options : { ...options, share: 0.5 }),
  };
});

const options = { tier: 'smoke', seedBase: 1, engine: 'auto', threads: 1 } as const;

it('the law of persistent batches is held against the batches that train', () => {
  const value = { batch: 0.3, persistence: 1, learningRate: 0.1, lag: 3, seed: 1 };
  expect(batches.property(value).holds).toBe(false);
});

it('the theory does not share the batches of the simulation', async () => {
  const smoke = { ...temperature.tiers.smoke, dimensions: 60, dataSets: 4, paths: 1500, seeds: 8 };
  const whole: EmpiricalClaim = temperature;
  const claim = { ...whole, tiers: { ...temperature.tiers, smoke } };
  const { successes, reason } = await judge(claim, options);
  expect(successes).toBe(0);
  expect(reason).toContain('"the same of persistent SGD" on 0');
});
