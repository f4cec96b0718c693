import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { flowCases } from '../../../claims/relu-support-vectors/flow-cases.ts';
import { minimumNorm } from '../../../claims/relu-support-vectors/minimum-norm.ts';
import { dot, norm, plus } from '../../../claims/relu-support-vectors/vectors.ts';

describe('minimumNorm', () => {
  it('interpolates and is shortest on the way to every other interpolator', () => {
    fc.assert(
      fc.property(flowCases({ families: ['positive', 'rectified'] }), ({ problem, seed }) => {
        const shortest = minimumNorm(problem)!;
        const { teacher } = problem;
        problem.x.forEach((x, i) => {
          if (problem.y[i]! > 0) expect(dot(x, shortest)).toBeCloseTo(problem.y[i]!, 7);
          else expect(dot(x, shortest)).toBeLessThan(1e-7);
        });
        expect(norm(shortest)).toBeLessThanOrEqual(norm(teacher) + 1e-9);
        // Interpolators are convex: no step towards one of them may shorten the weight.
        const step = createRng(seed, 'step').uniform(0, 1);
        const towards = plus(shortest, plus(teacher, shortest, -1), step);
        expect(norm(towards)).toBeGreaterThanOrEqual(norm(shortest) - 1e-9);
      }),
      { numRuns: 200 },
    );
  });

  it('bends away from points with label 0', () => {
    const x = [Float64Array.of(1, 0), Float64Array.of(1, 1)];
    expect([...minimumNorm({ x, y: Float64Array.of(1, 0) })!].map((v) => Math.round(v * 1e9) / 1e9)).toEqual([
      1, -1,
    ]);
  });

  it('says when there is none', () => {
    const x = [Float64Array.of(1), Float64Array.of(2)];
    expect(minimumNorm({ x, y: Float64Array.of(1, 1) })).toBeUndefined();
    expect(minimumNorm({ x, y: Float64Array.of(1, 0) })).toBeUndefined();
  });
});
