import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Flow, linearFlow, weightOf } from '../../../claims/relu-support-vectors/flow.ts';
import { flowCases, flowOf } from '../../../claims/relu-support-vectors/flow-cases.ts';
import {
  durationOf,
  flowNormDrop,
  linearChanges,
  normCurve,
  normDrop,
  reactivations,
} from '../../../claims/relu-support-vectors/path-measures.ts';
import { settlingTime } from '../../../claims/relu-support-vectors/motion.ts';
import { norm } from '../../../claims/relu-support-vectors/vectors.ts';

/** Times across a flow: ends of its stretches and points between, 0 and the end included. */
function timesOf({ segments }: Flow): number[] {
  const ends = segments.flatMap((segment) => {
    const duration = durationOf(segment);
    return [0, 0.01, 0.1, 0.3, 0.6].map((share) => segment.from + share * duration);
  });
  const last = segments.at(-1)!;
  return [...ends, last.from + durationOf(last)];
}

describe('the largest fall of the norm', () => {
  it('is at least what sampled times show', () => {
    fc.assert(
      fc.property(
        flowCases({ families: ['positive', 'rectified', 'noisy'], initialNorm: [1e-3, 10] }),
        (value) => {
          const flow = flowOf(value);
          let [largest, drop] = [0, 0];
          for (const t of timesOf(flow)) {
            const size = norm(weightOf(flow, t));
            largest = Math.max(largest, size);
            drop = Math.max(drop, (largest - size) / largest);
          }
          const exact = flowNormDrop(flow);
          expect(exact).toBeGreaterThanOrEqual(drop - 1e-9);
          expect(exact).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('sees a dip inside a stretch', () => {
    // From (-1, 0) to (1, 0) through 0, on one line.
    const motion = linearFlow({ x: [Float64Array.of(1, 0)], y: Float64Array.of(1) }, Float64Array.of(-1, 0));
    expect(normDrop([{ motion, duration: settlingTime(motion) }])).toBeCloseTo(1, 9);
    const up = linearFlow({ x: [Float64Array.of(1, 0)], y: Float64Array.of(1) }, Float64Array.of(0.1, 0));
    expect(normDrop([{ motion: up, duration: settlingTime(up) }])).toBe(0);
  });
});

describe('a small start that the flow goes against', () => {
  // Found by 845,000 cases: both points lie nearly along one direction, and the other one is hardly pulled at, backwards.
  const value = {
    problem: {
      x: [
        [0.29228644708719254, 0.09501963321241003],
        [-0.8568198320540608, 0.3163945988489395],
        [-0.8798505558692558, -0.10003994282799183],
        [1.0013379064493033, 0.3253968650812632],
      ].map((point) => Float64Array.from(point)),
      y: Float64Array.of(0.003054322672557244, 0.558638401359742, 0.16824789367015386, 0.010340792371563157),
      teacher: Float64Array.of(-0.2996979571456328, 0.9540341369588065),
      direction: Float64Array.of(0.329032337243465, -0.9443186544001463),
    },
    start: Float64Array.of(3.2903233724346494e-7, -9.443186544001462e-7),
    seed: '1744531961',
  };

  it('is lost with its square of the squared norm, and nothing else falls', () => {
    const size = norm(value.start);
    expect(flowNormDrop(flowOf(value))).toBeCloseTo(0.5 * (size / 0.00983) ** 2, 9);
    expect(flowNormDrop(flowOf(value), size)).toBeLessThan(1e-12);
  });

  it('is no excuse while the norm is not ten times as large, or for a larger fall', () => {
    const x = [Float64Array.of(1, 0)];
    const down = linearFlow({ x, y: Float64Array.of(0) }, Float64Array.of(1, 0));
    expect(normDrop([{ motion: down, duration: settlingTime(down) }], 1)).toBeCloseTo(1, 9);
    const far = linearFlow({ x, y: Float64Array.of(0) }, Float64Array.of(20, 0));
    expect(normDrop([{ motion: far, duration: settlingTime(far) }], 1)).toBeCloseTo(19 / 20, 9);
  });
});

describe('reactivations', () => {
  const change = (at: number, point: number, active: boolean) => ({ at, point, active });

  it('counts points that left and came back after the warm-up', () => {
    const changes = [
      change(1, 0, false),
      change(2, 0, true),
      change(3, 0, false),
      change(4, 1, true),
      change(5, 0, true),
      change(6, 0, false),
    ];
    expect(reactivations(changes, 0)).toEqual({ left: 3, returned: 2 });
    expect(reactivations(changes, 2)).toEqual({ left: 2, returned: 1 });
    expect(reactivations(changes, 7)).toEqual({ left: 0, returned: 0 });
  });
});

describe('linearChanges', () => {
  it('finds where outputs change sign, in order', () => {
    const problem = { x: [Float64Array.of(1, 0), Float64Array.of(0, 2)], y: Float64Array.of(1, 1) };
    const changes = linearChanges(problem, linearFlow(problem, Float64Array.of(-1, -0.5)));
    expect(changes.map(({ point, active }) => [point, active])).toEqual([
      [1, true],
      [0, true],
    ]);
    expect(changes[0]!.at).toBeCloseTo(Math.LN2 / 4, 12);
    expect(changes[1]!.at).toBeCloseTo(Math.LN2, 12);
  });
});

describe('normCurve', () => {
  it('runs from the initial norm to that of the limit', () => {
    const problem = { x: [Float64Array.of(1)], y: Float64Array.of(1) };
    const flow = flowOf({
      problem: { ...problem, teacher: Float64Array.of(1), direction: Float64Array.of(1) },
      start: Float64Array.of(1e-3),
      seed: '0',
    });
    const { at, norm: sizes } = normCurve(flow, 20);
    expect(at).toHaveLength(20);
    expect(at[0]).toBeCloseTo(-4, 12);
    expect(sizes[0]).toBeCloseTo(1e-3 + 1e-4, 6);
    expect(sizes.at(-1)).toBeCloseTo(1, 9);
  });
});
