import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noiseOf, stepTogether } from '../../../claims/sgd-effective-noise/dynamics.ts';
import {
  addForce,
  dot,
  gapOf,
  perceptron,
  trainingError,
} from '../../../claims/sgd-effective-noise/perceptron.ts';
import { lagSteps, stationary } from '../../../claims/sgd-effective-noise/response.ts';

const all = (samples: number): Uint8Array => new Uint8Array(samples).fill(1);

describe('the perceptron', () => {
  it('the force is minus the gradient of the summed loss', () => {
    const shapes = fc.record({ dimensions: fc.integer({ min: 1, max: 9 }), seed: fc.integer({ min: 0 }) });
    fc.assert(
      fc.property(shapes, ({ dimensions, seed }) => {
        const problem = perceptron(String(seed), { dimensions, load: 3 });
        const loss = (w: Float64Array): number => trainingError(problem, w).loss * problem.samples;
        const force = new Float64Array(dimensions);
        addForce(problem, problem.start, all(problem.samples), 1, force);
        const h = 1e-6;
        force.forEach((value, i) => {
          const moved = (by: number) => problem.start.map((w, at) => (at === i ? w + by : w));
          expect(value).toBeCloseTo((loss(moved(-h)) - loss(moved(h))) / (2 * h), 5);
        });
      }),
    );
  });

  it('gaps have the mean and variance of the two clusters', () => {
    const problem = perceptron('clusters', { dimensions: 101, load: 40, variance: 0.25, typical: true });
    const gaps = Array.from({ length: problem.samples }, (_, at) => gapOf(problem, problem.signal, at));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
    // Along the signal: v.v / N = 1, and Delta |v|^2 / N.
    expect(Math.abs(mean - 1)).toBeLessThan(0.05);
    expect(Math.abs(variance - 0.25)).toBeLessThan(0.03);
  });

  it('a typical start has the norm of the limit and no overlap', () => {
    const { start, signal } = perceptron('typical', { dimensions: 50, load: 1, typical: true });
    expect(dot(start, start)).toBeCloseTo(50, 9);
    expect(dot(signal, signal)).toBeCloseTo(50, 9);
    expect(dot(start, signal)).toBeCloseTo(0, 9);
  });
});

describe('a step', () => {
  const problem = perceptron('step', { dimensions: 20, load: 3 });
  const algorithm = { learningRate: 0.05, batch: 0.3, temperature: 0.1 };

  it('gives copies the same batch and the same white noise', () => {
    const copies = [problem.start.slice(), problem.start.slice()];
    const noise = noiseOf('a', 'b', problem, algorithm);
    for (let step = 0; step < 5; step++) stepTogether(problem, algorithm, copies, noise);
    expect(copies[1]).toEqual(copies[0]);
    expect(copies[0]).not.toEqual(problem.start);
  });

  it('moves a copy along its field by learning rate times field', () => {
    const copies = [problem.start.slice(), problem.start.slice()];
    const field = problem.signal;
    stepTogether(problem, algorithm, copies, noiseOf('a', 'b', problem, algorithm), [undefined, field]);
    copies[1]!.forEach((value, i) => expect(value - copies[0]![i]!).toBeCloseTo(0.05 * field[i]!, 12));
  });

  it('keeps the norm on the sphere', () => {
    const w = problem.start.slice();
    const spherical = { ...algorithm, spherical: true };
    stepTogether(problem, spherical, [w], noiseOf('a', 'b', problem, spherical));
    expect(Math.hypot(...w)).toBeCloseTo(Math.hypot(...problem.start), 10);
    expect(w).not.toEqual(problem.start);
  });
});

describe('displacement and response', () => {
  it('the response of free weights is the time that has passed', () => {
    const free = { ...perceptron('free', { dimensions: 10, load: 2 }), margin: -1e6 };
    const run = stationary('s', free, { learningRate: 0.1 }, { burnIn: 1, windows: 2, length: 3 });
    run.response.forEach((value, at) => expect(value).toBeCloseTo(run.lags[at]!, 9));
    expect(Math.max(...run.displacement)).toBe(0);
    expect(run.steps).toBe(70);
  });

  it('free weights with white noise have its temperature', () => {
    const free = { ...perceptron('heat', { dimensions: 400, load: 0.1 }), margin: -1e6 };
    const heat = { learningRate: 0.1, temperature: 0.3 };
    const { displacement, response } = stationary('s', free, heat, { burnIn: 0, windows: 4, length: 2 });
    displacement.forEach((value, at) => {
      expect(Math.abs(value / (2 * response[at]!) / 0.3 - 1)).toBeLessThan(0.15);
    });
  });

  it('lags go up to the last and are spaced by a factor', () => {
    expect(lagSteps(1024)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]);
    expect(lagSteps(4)).toEqual([1, 2, 3, 4]);
  });
});
