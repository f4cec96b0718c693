import fc from 'fast-check';
import { createRng, logEven } from 'claimcheck';
import type { NormClip } from 'claimcheck/nn';
import type { Blocks } from './update-paths.ts';

/** Blocks of weights and the gradients of a few steps. */
export interface Case {
  readonly start: Blocks;
  /** By step. */
  readonly gradients: readonly Blocks[];
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly phi: NormClip;
  /** By which all gradients are multiplied in the test of invariance: a power of two, which rounds nothing. */
  readonly factor: number;
}

/**
 * 1 to 6 blocks of 1 to 64 weights of scale 0.01 to 10, gradients of scale 1e-6 to 1e6, 1 to 8 steps of rate 0.01 to 0.9,
 * with and without bounds on phi. In a quarter of the cases the last block starts at zero.
 */
export const cases: fc.Arbitrary<Case> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 6 }),
    weightScale: logEven(1e-2, 10),
    gradientScale: logEven(1e-6, 1e6),
    steps: fc.integer({ min: 1, max: 8 }),
    // At a rate of 1 a layer of one weight can land on 0, where rounding decides what comes next.
    learningRate: logEven(0.01, 0.9),
    weightDecay: logEven(1e-3, 0.1),
    // Uneven, so that a layer of one weight does not land on 0 after whole steps: rounding would decide what comes next.
    phi: fc.constantFrom<NormClip>({}, { lower: 0.4637 }, { upper: 2.291 }, { lower: 0.4637, upper: 2.291 }),
    power: fc.integer({ min: 1, max: 20 }),
    up: fc.boolean(),
    zeroLast: fc.integer({ min: 0, max: 3 }).map((draw) => draw === 0),
    seed: fc.integer({ min: 0 }),
  })
  .map((drawn) => {
    const { sizes, weightScale, gradientScale, steps, learningRate, weightDecay, phi, zeroLast } = drawn;
    const rng = createRng(String(drawn.seed), 'lamb');
    const draw = (scale: number) =>
      sizes.map((size) => Float64Array.from({ length: size }, () => Math.fround(scale * rng.normal())));
    const start = draw(weightScale);
    if (zeroLast) start.at(-1)!.fill(0);
    return {
      start,
      gradients: Array.from({ length: steps }, () => draw(gradientScale)),
      ...{ learningRate, weightDecay, phi, factor: 2 ** (drawn.up ? drawn.power : -drawn.power) },
      [fc.toStringMethod]: () => JSON.stringify(drawn),
    };
  });

/** Blocks in which two paths differ anywhere, by a bit or more. */
export function differing(a: readonly Blocks[], b: readonly Blocks[]): number {
  const same = (x: Float64Array, y: Float64Array): boolean =>
    x.every((value, at) => Object.is(value, y[at]!));
  const differs = a[0]!.filter((_, block) =>
    a.some((blocks, step) => !same(blocks[block]!, b[step]![block]!)),
  );
  return differs.length;
}
