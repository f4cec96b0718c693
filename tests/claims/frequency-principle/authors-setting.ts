import { createRng, type NdArray, ndarray } from '#core';

/** The points of the authors' program on [-10, 10], how many coefficients it looks at, and stages of a fit. */
export const setting = { points: 61, coefficients: 20, stages: 5 };

/** The program's target sin x + sin 4x [61], and fits of it that get nearer from stage to stage [5, 61]. */
export function inputs(): { target: NdArray; fits: NdArray } {
  const { points, stages } = setting;
  const rng = createRng('authors', 'fits');
  const x = Array.from({ length: points }, (_, index) => -10 + (20 * index) / (points - 1));
  const target = x.map((at) => Math.sin(at) + Math.sin(4 * at));
  const fits = Array.from({ length: stages }, (_, stage) =>
    // The slow part first, the fast one shifted, as a network has it on the way.
    x.map(
      (at) => Math.sin(at) + (stage / stages) * Math.sin(4 * at + 0.3) + rng.normal(0, 0.1 / (1 + stage)),
    ),
  );
  return {
    target: ndarray(Float32Array.from(target), [points]),
    fits: ndarray(Float32Array.from(fits.flat()), [stages, points]),
  };
}
