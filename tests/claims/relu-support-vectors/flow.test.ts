import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearFlow, reluFlow, weightOf } from '../../../claims/relu-support-vectors/flow.ts';
import { flowCases, flowOf } from '../../../claims/relu-support-vectors/flow-cases.ts';
import { type Problem, weightAt } from '../../../claims/relu-support-vectors/motion.ts';
import { durationOf, gradient, loss } from '../../../claims/relu-support-vectors/path-measures.ts';
import { distance, dot, norm, plus } from '../../../claims/relu-support-vectors/vectors.ts';

const families = ['positive', 'rectified', 'noisyPositive', 'noisy'] as const;

/** Explicit Euler steps, with no notion of changes of activation. */
function euler(problem: Problem, start: Float64Array, time: number, steps: number): Float64Array {
  let w = start;
  for (let step = 0; step < steps; step++) {
    const active = problem.x.flatMap((x, i) => (dot(x, w) > 0 ? [i] : []));
    w = plus(w, gradient(problem, active, w), -time / steps);
  }
  return w;
}

describe('reluFlow', () => {
  it('of one point is an exponential', () => {
    const flow = reluFlow({ x: [Float64Array.of(2)], y: Float64Array.of(3) }, Float64Array.of(0.1));
    for (const t of [0, 0.1, 1]) expect(weightOf(flow, t)[0]).toBeCloseTo(1.5 - 1.4 * Math.exp(-4 * t), 14);
    expect(flow.limit[0]).toBeCloseTo(1.5, 14);
    expect(flow.support).toEqual([0]);
    expect(flow.changes).toEqual([]);
  });

  it('activates a point when the other one has pulled the weight to its side', () => {
    // w = (1 - exp(-t)) (1, 0) + (0, 1) crosses 2 w_1 - w_2 = 0 where 1 - exp(-t) = 1/2.
    const problem = { x: [Float64Array.of(1, 0), Float64Array.of(2, -1)], y: Float64Array.of(1, 1) };
    const flow = reluFlow(problem, Float64Array.of(1e-12, 1));
    expect(flow.changes).toEqual([{ at: expect.closeTo(Math.LN2, 10) as number, point: 1, active: true }]);
    expect(flow.support).toEqual([0, 1]);
    expect([...flow.limit].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 1]);
  });

  it('stretches that are short after a long one join without a gap', () => {
    // Two points within a thousandth of a direction hold the weight for 65 607 units of time.
    const problem = {
      x: [
        Float64Array.of(1.442006609611494, 1.7476640213925578),
        Float64Array.of(2.224635981339803, 1.1916255300562635),
        Float64Array.of(0.5212719594509697, 0.43795700487664685),
        Float64Array.of(0.3465046920071805, 0.42027354873564743),
        Float64Array.of(2.111569152911172, -0.8920172786382191),
        Float64Array.of(0.6087059010746416, -0.18675786355886792),
      ],
      y: Float64Array.of(
        0.46002553073867813,
        1.411679728299854,
        0.2567195250989383,
        0.11039115307855873,
        2.28383830081764,
        0.6255264662662392,
      ),
    };
    const { segments } = reluFlow(problem, Float64Array.of(-0.8504635093431824, 0.7091442225445701));
    expect(segments[1]!.from).toBeGreaterThan(65_000);
    const gaps = segments
      .slice(1)
      .map(({ motion }, k) =>
        distance(motion.start, weightAt(segments[k]!.motion, durationOf(segments[k]!))),
      );
    expect(gaps).toEqual([0, 0, 0, 0]);
  });

  it('agrees with small Euler steps', () => {
    fc.assert(
      fc.property(
        flowCases({ families, dimensions: [1, 5], points: [1, 12], initialNorm: [0.1, 2] }),
        ({ problem, start }) => {
          const time = 0.3;
          const fine = euler(problem, start, time, 6000);
          const error = distance(weightOf(reluFlow(problem, start), time), fine);
          // The error of Euler's method is of first order: it has to halve with the step.
          const coarse = distance(euler(problem, start, time, 3000), fine);
          expect(error).toBeLessThan(2 * coarse + 1e-4);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('runs through cones whose pattern is that of the weight', () => {
    fc.assert(
      fc.property(flowCases({ families }), (value) => {
        const flow = flowOf(value);
        flow.segments.forEach(({ from, to, active }, k) => {
          if (k > 0) expect(from).toBe(flow.segments[k - 1]!.to);
          const middle = weightOf(flow, Number.isFinite(to) ? (from + to) / 2 : from + 1e-3);
          value.problem.x.forEach((x, i) => {
            const output = dot(x, middle);
            if (Math.abs(output) < 1e-13 * norm(x) * (1 + norm(middle))) return;
            if (Number.isFinite(to)) expect(output > 0).toBe(active.includes(i));
          });
        });
        const last = flow.segments.at(-1)!;
        expect(norm(gradient(value.problem, flow.support, flow.limit))).toBeLessThan(1e-8);
        expect(last.to).toBe(Infinity);
        expect(loss(value.problem, flow.limit)).toBeLessThanOrEqual(loss(value.problem, value.start) + 1e-12);
      }),
    );
  });

  it('refuses labels that no ReLU neuron can give', () => {
    const problem = { x: [Float64Array.of(1)], y: Float64Array.of(-1) };
    expect(() => reluFlow(problem, Float64Array.of(1))).toThrow(RangeError);
  });
});

describe('linearFlow', () => {
  it('is the ReLU flow where everything stays active', () => {
    const problem = { x: [Float64Array.of(1, 0.5), Float64Array.of(0.5, 1)], y: Float64Array.of(1, 2) };
    const start = Float64Array.of(0.1, 0.1);
    expect(distance(linearFlow(problem, start).rest, reluFlow(problem, start).limit)).toBeLessThan(1e-14);
  });
});
