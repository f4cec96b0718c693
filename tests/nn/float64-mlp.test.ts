import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { float64Gradients, type Float64Mlp } from '#nn';

const drawn = fc.record({
  normalization: fc.constantFrom<Float64Mlp['normalization']>('batch', 'layer', 'none'),
  hidden: fc.array(fc.integer({ min: 3, max: 6 }), { maxLength: 2 }),
  samples: fc.integer({ min: 4, max: 7 }),
  seed: fc.integer({ min: 0 }),
});

function problem({
  normalization,
  hidden,
  samples,
  seed,
}: typeof drawn extends fc.Arbitrary<infer D> ? D : never) {
  const rng = createRng(String(seed), 'float64-mlp');
  const widths = [3, ...hidden, 3];
  const normals = (length: number) => Float64Array.from({ length }, () => rng.normal());
  const weights = widths.slice(1).map((to, at) => normals(widths[at]! * to));
  const labels = Array.from({ length: samples }, () => rng.integer(3));
  return { mlp: { widths, normalization }, weights, x: normals(3 * samples), labels };
}

describe('float64Gradients', () => {
  it('are the slopes of the loss, by central differences in every layer', () => {
    fc.assert(
      fc.property(drawn, (given) => {
        const { mlp, weights, x, labels } = problem(given);
        const { gradients } = float64Gradients(mlp, weights, x, labels);
        const slope = (layer: number, at: number, step: number): number => {
          const side = (move: number) =>
            float64Gradients(
              mlp,
              weights.map((values, index) =>
                index === layer
                  ? values.map((value, place) => (place === at ? value + move : value))
                  : values,
              ),
              x,
              labels,
            ).loss;
          return (side(step) - side(-step)) / (2 * step);
        };
        for (const [layer, gradient] of gradients.entries()) {
          const at = given.seed % gradient.length;
          const [coarse, fine] = [slope(layer, at, 1e-5), slope(layer, at, 1e-6)];
          // A kink of a ReLU within the step makes the two differences disagree.
          if (Math.abs(coarse - fine) < 1e-6) expect(gradient[at]).toBeCloseTo(fine, 5);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('an untrained head of zeros guesses: the loss is ln of the number of classes', () => {
    const mlp = { widths: [2, 3], normalization: 'none' } as const;
    const { loss, gradients } = float64Gradients(mlp, [new Float64Array(6)], Float64Array.of(1, 0), [1]);
    expect(loss).toBeCloseTo(Math.log(3), 12);
    expect(Array.from(gradients[0]!, (value) => Number(value.toFixed(6)))).toEqual([
      0.333333, -0.666667, 0.333333, 0, 0, 0,
    ]);
  });
});
