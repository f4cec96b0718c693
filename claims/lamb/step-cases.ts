import fc from 'fast-check';
import { createRng, logEven } from 'claimcheck';
import { float64Layerwise, type Float64Rule, float64Start, type NormClip } from 'claimcheck/nn';

/** Blocks of weights and the gradients of a few steps. */
export interface Case {
  readonly start: readonly Float64Array[];
  /** By step, then by block. */
  readonly gradients: readonly (readonly Float64Array[])[];
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly phi: NormClip;
  /** By which all gradients are multiplied in the test of invariance. */
  readonly factor: number;
}

/**
 * 1 to 6 blocks of 1 to 64 weights of scale 0.01 to 10, gradients of scale 1e-6 to 1e6, 1 to 20 steps of rate 0.01 to 0.9,
 * with and without bounds on phi. In a quarter of the cases the last block starts at zero.
 */
export const cases: fc.Arbitrary<Case> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 6 }),
    weightScale: logEven(1e-2, 10),
    gradientScale: logEven(1e-6, 1e6),
    steps: fc.integer({ min: 1, max: 20 }),
    // At a rate of 1 a layer of one weight can land on 0, where rounding decides what comes next.
    learningRate: logEven(0.01, 0.9),
    weightDecay: logEven(1e-3, 0.1),
    // Uneven, so that a layer of one weight does not land on 0 after whole steps: rounding would decide what comes next.
    phi: fc.constantFrom<NormClip>({}, { lower: 0.4637 }, { upper: 2.291 }, { lower: 0.4637, upper: 2.291 }),
    factor: logEven(1e-6, 1e6),
    zeroLast: fc.integer({ min: 0, max: 3 }).map((draw) => draw === 0),
    seed: fc.integer({ min: 0 }),
  })
  .map((drawn) => {
    const { sizes, weightScale, gradientScale, steps, learningRate, weightDecay, phi, factor, zeroLast } =
      drawn;
    const rng = createRng(String(drawn.seed), 'lamb');
    const draw = (scale: number) =>
      sizes.map((size) => Float64Array.from({ length: size }, () => scale * rng.normal()));
    const start = draw(weightScale);
    if (zeroLast) start.at(-1)!.fill(0);
    return {
      start,
      gradients: Array.from({ length: steps }, () => draw(gradientScale)),
      ...{ learningRate, weightDecay, phi, factor },
      [fc.toStringMethod]: () => JSON.stringify(drawn),
    };
  });

/** The parameters before the first step and after each. */
export function pathOf(
  rule: Float64Rule,
  start: Case['start'],
  gradients: Case['gradients'],
): readonly (readonly Float64Array[])[] {
  let state = float64Start(start);
  return [start, ...gradients.map((gradient) => (state = float64Layerwise(rule, state, gradient)).blocks)];
}

/** Largest distance between two paths, relative to the largest norm that the block has had: steps may cancel. */
export function pathDistance(a: ReturnType<typeof pathOf>, b: ReturnType<typeof pathOf>): number {
  const sizes = a[0]!.map(() => 0);
  let worst = 0;
  a.forEach((blocks, step) =>
    blocks.forEach((x, block) => {
      const other = b[step]![block]!;
      const gap = Math.hypot(...x.map((value, at) => value - other[at]!));
      sizes[block] = Math.max(sizes[block]!, Math.hypot(...x), Math.hypot(...other));
      if (gap > 0) worst = Math.max(worst, gap / sizes[block]);
    }),
  );
  return worst;
}
