import fc from 'fast-check';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import convergence from '../../../claims/lamb/convergence.invariant.ts';
import larsAttention from '../../../claims/lamb/lars-attention.claim.ts';
import larsImages from '../../../claims/lamb/lars-images.claim.ts';
import layerScales from '../../../claims/lamb/layer-scales.claim.ts';
import layerwiseNorm from '../../../claims/lamb/layerwise-norm.invariant.ts';
import noDegradation from '../../../claims/lamb/no-degradation.claim.ts';
import speed from '../../../claims/lamb/speed.claim.ts';
import superior from '../../../claims/lamb/superior.claim.ts';
import untuned from '../../../claims/lamb/untuned.claim.ts';
import { type Ending, judgedOn } from '../judged-on.ts';

/** The update that trains, with its trust ratio times a factor, or without one. */
const sabotage = vi.hoisted((): { ratio: 'as it is' | 'one' | 'up' } => ({ ratio: 'as it is' }));
vi.mock('../../../src/nn/trust-ratio.ts', async (original) => {
  const { trustRatio } = await original<typeof import('../../../src/nn/trust-ratio.ts')>();
  return {
    trustRatio: (...given: Parameters<typeof trustRatio>) => {
      const ratio = trustRatio(...given);
      if (sabotage.ratio === 'one') return tf.onesLike(ratio);
      return sabotage.ratio === 'up' ? tf.neg(ratio) : ratio;
    },
  };
});
afterEach(() => (sabotage.ratio = 'as it is'));

describe('the theorems are of the code that trains', () => {
  it.each([
    [layerwiseNorm, 'one'],
    [convergence, 'up'],
  ] as const)('$id falls with the trust ratio of that code', (claim, ratio) => {
    const some = fc.sample(claim.cases, { numRuns: 8, seed: 1 });
    const held = () => some.filter((value) => claim.property(value as never).holds).length;
    expect(held()).toBe(some.length);
    sabotage.ratio = ratio;
    expect(held()).toBeLessThan(some.length);
  });
});

const excess = (numbers: Readonly<Record<string, number>>): Record<string, Ending> =>
  Object.fromEntries(
    Object.entries(numbers).map(([arm, value]) => [
      arm,
      { values: { excess: value }, series: { loss: value } },
    ]),
  );
const errors = (numbers: Readonly<Record<string, number>>): Record<string, Ending> =>
  Object.fromEntries(
    Object.entries(numbers).map(([arm, value]) => [
      arm,
      { values: { error: value }, series: { loss: value } },
    ]),
  );

describe('without the trust ratio, which makes LAMB AdamW', () => {
  const nonSpecific = { verdict: 'inconclusive', inconclusive: 'non-specific' };

  it('untuned and no-degradation are not supported', async () => {
    const lamb = {
      by1: 0.05,
      by4: 0.06,
      by16: 0.07,
      by64: 0.09,
      constant16: 0.3,
      constant64: 1.7,
      linear64: 2.7,
    };
    const adam = { adamBy1: 0.05, adamBy4: 0.06, adamBy16: 0.07, adamBy64: 0.09 };
    for (const claim of [untuned, noDegradation]) {
      expect(await judgedOn(claim, excess({ ...lamb, ...adam }))).toMatchObject(nonSpecific);
    }
  });

  it('speed is not supported', async () => {
    const numbers = {
      large: 0.1,
      largeShort: 2.5,
      small: 0.9,
      smallLong: 0.1,
      adamLarge: 0.1,
      adamSmall: 0.9,
    };
    expect(await judgedOn(speed, excess(numbers))).toMatchObject(nonSpecific);
  });

  it('layer-scales is refuted', async () => {
    const numbers = { by64: 0.09, rescaled: 0.3, adamBy64: 0.09, adamRescaled: 0.3 };
    expect(await judgedOn(layerScales, excess(numbers))).toMatchObject({ verdict: 'refuted' });
  });

  it('superior is refuted', async () => {
    const numbers = { lamb: 0.09, adamW: 0.09, momentum: 0.12, larsAlone: 0.27 };
    expect(await judgedOn(superior, excess(numbers))).toMatchObject({ verdict: 'refuted' });
  });
});

it('lars-attention is untested where LARS has a rate of 0', async () => {
  const numbers = { lamb: 0.06, larsAlone: 0.27, adamW: 0.08, larsLow: 3, lars: 3, larsHigh: 3 };
  expect(await judgedOn(larsAttention, excess(numbers))).toMatchObject({ inconclusive: 'untested' });
});

it('lars-images is not supported where LARS has a rate of 0', async () => {
  const numbers = errors({ imagesLamb: 1.4, imagesLars: 90, imagesSlow: 80 });
  expect((await judgedOn(larsImages, numbers)).verdict).not.toBe('supported');
});
