import { expect, it } from 'vitest';
import { createRng } from '#core';
import { drawInstance } from '../../../claims/relu-support-vectors/instances.ts';
import claim from '../../../claims/relu-support-vectors/rescaling.invariant.ts';

/** After 468 time constants a subnormal term chose the sign where all others cancelled: it halves to another one than it is. */
it('a path that ends late scales to the last bit', () => {
  const shape = { family: 'noisyPositive', dimensions: 11, points: 14 } as const;
  const seed = '1594286656';
  const problem = drawInstance(createRng(seed, 'relu-support-vectors'), shape);
  const start = Float64Array.of(
    2.8506080488146366e-7,
    1.589334682850073e-7,
    3.935713912360826e-7,
    9.198225642750416e-9,
    -8.86354410852178e-8,
    -1.7856963446343933e-8,
    -1.3857015231363901e-7,
    4.127497717519466e-7,
    4.5875599332037775e-7,
    4.567233096958402e-7,
    3.492319413101215e-7,
  );
  expect(problem.y[0]).toBe(1.2752077319087094);
  for (const factor of [0.5, 2, 2 ** -10, 2 ** 10]) {
    expect(claim.property({ problem, start, seed, factor })).toEqual({ holds: true, error: 0 });
  }
});
