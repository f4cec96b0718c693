import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  effectiveGradientNorm,
  effectiveLearningRate,
  effectiveRateRecursionResidual,
  fewestGrowthSteps,
  normRecursionResidual,
  stepAngle,
} from '#measure';

const runs = fc.record({
  learningRate: fc.double({ min: 0.01, max: 3, noNaN: true }),
  shrink: fc.double({ min: 1e-4, max: 0.1, noNaN: true }),
  start: fc.tuple(
    fc.double({ min: 0.5, max: 5, noNaN: true }),
    fc.double({ min: -5, max: 5, noNaN: true }),
    fc.double({ min: -5, max: 5, noNaN: true }),
  ),
});

interface Drawn {
  readonly learningRate: number;
  /** learning rate times weight decay */
  readonly shrink: number;
  readonly start: number[];
}

/** Gradient descent with weight decay on F(w) = -(c . w)^2 / |w|^2, which is scale-invariant; `lean` breaks that. */
function train({ learningRate, shrink, start }: Drawn, lean = 0) {
  const c = [1, 2, -0.5];
  const weights = [start.slice()];
  const gradientNorm: number[] = [];
  for (let t = 0; t < 12; t++) {
    const w = weights[t]!;
    const square = w.reduce((sum, value) => sum + value * value, 0);
    const score = w.reduce((sum, value, at) => sum + value * c[at]!, 0);
    const gradient = w.map(
      (value, at) =>
        (-2 * score * c[at]!) / square + (2 * score * score * value) / square ** 2 + lean * value,
    );
    gradientNorm.push(Math.hypot(...gradient));
    weights.push(w.map((value, at) => (1 - shrink) * value - learningRate * gradient[at]!));
  }
  const norm = weights.map((w) => Math.hypot(...w));
  return { weights, learningRate, weightDecay: shrink / learningRate, norm, gradientNorm };
}

describe('recursions of scale-invariant weights', () => {
  it('of norm and effective rate hold in every run', () => {
    fc.assert(
      fc.property(runs, (drawn) => {
        const run = train(drawn);
        expect(Math.max(...normRecursionResidual(run))).toBeLessThan(1e-10);
        expect(Math.max(...effectiveRateRecursionResidual(run))).toBeLessThan(1e-10);
      }),
    );
  });

  it('fail for weights that are not scale-invariant', () => {
    fc.assert(
      fc.property(runs, (drawn) => {
        expect(Math.max(...normRecursionResidual(train(drawn, 0.3)))).toBeGreaterThan(1e-4);
      }),
    );
  });

  it('give the angle between successive weights', () => {
    fc.assert(
      fc.property(runs, (drawn) => {
        const run = train(drawn);
        stepAngle(run).forEach((angle, t) => {
          const [from, to] = [run.weights[t]!, run.weights[t + 1]!];
          const cosine =
            from.reduce((sum, value, at) => sum + value * to[at]!, 0) / (run.norm[t]! * run.norm[t + 1]!);
          expect(Math.cos(angle)).toBeCloseTo(cosine, 9);
        });
      }),
    );
  });

  it('without decay the norm cannot fall, whatever the gradient', () => {
    fc.assert(
      fc.property(runs, (drawn) => {
        const { norm } = train({ ...drawn, shrink: 0 });
        for (let t = 1; t < norm.length; t++) expect(norm[t]! / norm[t - 1]!).toBeGreaterThan(1 - 1e-12);
      }),
    );
  });

  it('need the norm after the last step', () => {
    const run = { learningRate: 1, weightDecay: 0, norm: [1, 1], gradientNorm: [0, 0] };
    expect(() => normRecursionResidual(run)).toThrow('series norm has 2 points, expected 3');
    expect(Array.from(stepAngle(run))).toEqual([0, 0]);
    expect(() => stepAngle({ ...run, norm: [1] })).toThrow(/norm has 1 points/);
  });
});

describe('effectiveLearningRate and effectiveGradientNorm', () => {
  it('know nothing of the scale of the weights', () => {
    fc.assert(
      fc.property(runs, fc.double({ min: 0.1, max: 10, noNaN: true }), ({ learningRate, start }, scale) => {
        const norm = start.map((value) => Math.abs(value) + 1);
        const gradient = start.map((value) => value * value);
        const larger = norm.map((value) => value * scale);
        effectiveLearningRate(learningRate * scale ** 2, larger).forEach((rate, t) =>
          expect(rate).toBeCloseTo(effectiveLearningRate(learningRate, norm)[t]!, 9),
        );
        effectiveGradientNorm(
          larger,
          gradient.map((value) => value / scale),
        ).forEach((value, t) => expect(value).toBeCloseTo(effectiveGradientNorm(norm, gradient)[t]!, 9));
      }),
    );
  });

  it('take a schedule', () => {
    expect(Array.from(effectiveLearningRate([1, 0.5], [2, 0.5]))).toEqual([0.25, 2]);
    expect(() => effectiveLearningRate([1], [2, 0.5])).toThrow(
      'series learningRate has 1 points, expected 2',
    );
  });
});

describe('fewestGrowthSteps', () => {
  it('is the time that pure decay takes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.double({ min: 1e-4, max: 0.2, noNaN: true }),
        (steps, shrink) => {
          const ratio = (1 - shrink) ** (-2 * steps);
          expect(fewestGrowthSteps(ratio, 1, shrink)).toBeCloseTo(steps, 6);
        },
      ),
    );
  });

  it('is for ever without decay, except for no growth', () => {
    expect(fewestGrowthSteps(2, 1, 0)).toBe(Infinity);
    expect(fewestGrowthSteps(1, 1, 0)).toBe(0);
  });

  it('refuses shrinking and a decay that turns the weights over', () => {
    expect(() => fewestGrowthSteps(0.5, 1, 0.1)).toThrow(/ratio .* got 0.5/);
    expect(() => fewestGrowthSteps(2, 10, 0.1)).toThrow(/below 1, got 1/);
  });
});
