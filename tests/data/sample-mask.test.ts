import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { sampleMask } from '#data';
import type { SampleMaskOptions } from '../../src/data/sample-mask.ts';

const samples = 4000;
const maskOf = (options: Omit<SampleMaskOptions, 'samples'>, seed = 'mask') =>
  sampleMask(createRng(seed, 'test'), { samples, ...options });

/** Share of the batch now, and of the present batch that is in it again after `steps` more. */
function shares(options: Omit<SampleMaskOptions, 'samples'>, steps: number) {
  const mask = maskOf(options);
  for (let step = 0; step < 20; step++) mask.advance();
  const before = mask.chosen.slice();
  for (let step = 0; step < steps; step++) mask.advance();
  const size = before.reduce((sum, one) => sum + one, 0);
  const both = before.reduce((sum, one, at) => sum + one * mask.chosen[at]!, 0);
  return { share: size / samples, again: both / size };
}

describe('sampleMask', () => {
  it.each([0.05, 0.3, 0.5, 0.9])('plain batches of %f are drawn afresh', (share) => {
    const found = shares({ share }, 1);
    expect(Math.abs(found.share - share)).toBeLessThan(0.03);
    expect(Math.abs(found.again - share)).toBeLessThan(0.1);
  });

  it.each([
    [0.3, 20, 1],
    [0.3, 20, 5],
    [0.7, 4, 3],
    [0.1, 50, 4],
  ])(
    'batches of %f out for %d steps keep their share and forget as a chain, lag %d',
    (share, stepsOut, lag) => {
      const found = shares({ share, stepsOut }, lag);
      const law = share + (1 - share) * (1 - 1 / (share * stepsOut)) ** lag;
      expect(Math.abs(found.share - share)).toBeLessThan(0.03);
      expect(Math.abs(found.again - law)).toBeLessThan(0.08);
    },
  );

  it('a share of 1 is everything, in every step', () => {
    const mask = maskOf({ share: 1 });
    mask.advance();
    expect(mask.chosen.every((one) => one === 1)).toBe(true);
  });

  it('is the same for the same stream and another for another', () => {
    const [a, b, c] = [maskOf({ share: 0.3 }), maskOf({ share: 0.3 }), maskOf({ share: 0.3 }, 'other')];
    for (const mask of [a, b, c]) mask.advance();
    expect(b.chosen).toEqual(a.chosen);
    expect(c.chosen).not.toEqual(a.chosen);
  });

  it('refuses shares and times that give no probabilities', () => {
    expect(() => maskOf({ share: 0 })).toThrow('share must be');
    expect(() => maskOf({ share: 1.5 })).toThrow('share must be from');
    expect(() => maskOf({ share: 0.5, stepsOut: 0.5 })).toThrow('stepsOut must be 1 or more, got 0.5');
    expect(() => maskOf({ share: 0.1, stepsOut: 8 })).toThrow('stepsOut must be 9');
    expect(() => sampleMask(createRng('a', 'b'), { samples: 0, share: 0.5 })).toThrow('samples must be');
  });
});
