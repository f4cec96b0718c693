import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equilibriumAngle, equilibriumNorm, relaxationSteps } from '#measure';

const settings = fc.record({
  learningRate: fc.integer({ min: 1, max: 300 }).map((value) => value / 100),
  weightDecay: fc.integer({ min: 1, max: 300 }).map((value) => value / 10_000),
});

describe('equilibrium of scale-invariant weights', () => {
  it('norm is the fixed point of the norm recursion', () => {
    fc.assert(
      fc.property(settings, fc.integer({ min: 1, max: 100 }), (setting, gradientNorm) => {
        const { learningRate, weightDecay } = setting;
        const square = equilibriumNorm(setting, gradientNorm) ** 2;
        const next =
          (1 - learningRate * weightDecay) ** 2 * square + (learningRate * gradientNorm) ** 2 / square;
        expect(next / square).toBeCloseTo(1, 12);
      }),
    );
  });

  it('angle is that of the step at this norm, to leading order', () => {
    fc.assert(
      fc.property(settings, (setting) => {
        const { learningRate, weightDecay } = setting;
        const product = learningRate * weightDecay;
        const tangent = learningRate / equilibriumNorm(setting, 1) ** 2 / (1 - product);
        expect(Math.abs(Math.atan(tangent) / equilibriumAngle(setting) - 1)).toBeLessThan(product);
      }),
    );
  });

  it('with momentum the velocity of random orthogonal gradients balances decay', () => {
    // Gradients of length 1 / rho, each in a new dimension: rho^2 of the next step is a sum of squares.
    const setting = { learningRate: 0.5, weightDecay: 0.01, momentum: 0.8 };
    const { learningRate, weightDecay, momentum } = setting;
    let coordinates: { place: number; velocity: number }[] = [{ place: 1, velocity: 0 }];
    let norm = 1;
    let angle = NaN;
    for (let step = 0; step < 3000; step++) {
      coordinates.push({ place: 0, velocity: 0 });
      const before = coordinates.map(({ place }) => place);
      coordinates = coordinates.map(({ place, velocity }, at) => {
        const gradient = at === coordinates.length - 1 ? 1 / norm : 0;
        const next = momentum * velocity + gradient + weightDecay * place;
        return { place: place - learningRate * next, velocity: next };
      });
      const after = coordinates.map(({ place }) => place);
      const length = Math.hypot(...after);
      angle = Math.acos(before.reduce((sum, value, at) => sum + value * after[at]!, 0) / (norm * length));
      norm = length;
      // Directions that have decayed away are forgotten.
      coordinates = coordinates.filter(({ place, velocity }) => Math.abs(place) + Math.abs(velocity) > 1e-9);
    }
    expect(norm / equilibriumNorm(setting, 1)).toBeCloseTo(1, 2);
    expect(angle / equilibriumAngle(setting)).toBeCloseTo(1, 2);
  });

  it('without decay there is none', () => {
    expect(equilibriumNorm({ learningRate: 1, weightDecay: 0 }, 1)).toBe(Infinity);
    expect(equilibriumAngle({ learningRate: 1, weightDecay: 0 })).toBe(0);
    expect(relaxationSteps({ learningRate: 1, weightDecay: 0 })).toBe(Infinity);
  });

  it('the fourth power of the norm relaxes in 1 / (4 eta lambda) steps', () => {
    const setting = { learningRate: 0.1, weightDecay: 0.01 };
    const fixed = equilibriumNorm(setting, 1) ** 4;
    let square = Math.sqrt(1.2 * fixed);
    for (let step = 0; step < relaxationSteps(setting); step++) square = 0.999 ** 2 * square + 0.01 / square;
    expect((square ** 2 / fixed - 1) / 0.2).toBeCloseTo(Math.exp(-1), 2);
  });
});
