import fc from 'fast-check';
import { createRng, even } from 'claimcheck';
import type { Affine, Features } from './normalization-by-definition.ts';

/** Features with groups that divide their channels, per-channel scale and shift, and a gradient arriving from above. */
export interface Case {
  readonly x: Features;
  readonly height: number;
  readonly width: number;
  readonly groups: number;
  readonly affine: Affine;
  readonly dy: Float64Array;
  readonly seed: number;
}

export const epsilon = 1e-5;

/** float32 draws, so that layers in either precision see the same numbers. */
const draw = (seed: number, stream: string, length: number): Float64Array =>
  Float64Array.from(createRng(String(seed), `group-norm/${stream}`).normals(length));

/**
 * 1 to 6 samples of 1 to 5 by 2 to 5 positions, 1 to 5 groups of 1 to 4 channels, scale 0.1 to 30, offsets of up to 3
 * standard deviations for each channel.
 */
export const cases: fc.Arbitrary<Case> = fc
  .record({
    samples: fc.integer({ min: 1, max: 6 }),
    height: fc.integer({ min: 1, max: 5 }),
    width: fc.integer({ min: 2, max: 5 }),
    groups: fc.integer({ min: 1, max: 5 }),
    perGroup: fc.integer({ min: 1, max: 4 }),
    exponent: even(-1, 1.5),
    offset: even(0, 3),
    seed: fc.integer({ min: 0 }),
  })
  .map(({ samples, height, width, groups, perGroup, exponent, offset, seed }) => {
    const channels = groups * perGroup;
    const positions = height * width;
    const length = samples * positions * channels;
    const shifts = draw(seed, 'shifts', channels).map((shift) => Math.max(-1, Math.min(1, shift)) * offset);
    const values = draw(seed, 'x', length).map((value, index) =>
      Math.fround(10 ** exponent * (value + shifts[index % channels]!)),
    );
    return {
      x: { samples, positions, channels, values },
      height,
      width,
      groups,
      affine: { gamma: draw(seed, 'gamma', channels), beta: draw(seed, 'beta', channels) },
      dy: draw(seed, 'dy', length),
      seed,
    };
  });
