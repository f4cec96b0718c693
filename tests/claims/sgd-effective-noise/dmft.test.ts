import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { choleskyRow } from '../../../claims/sgd-effective-noise/cholesky-row.ts';
import { meanField, type MeanFieldSetting } from '../../../claims/sgd-effective-noise/dmft.ts';
import { meanSquare, noiseOf, stepTogether } from '../../../claims/sgd-effective-noise/dynamics.ts';
import { MatchedNormals } from '../../../claims/sgd-effective-noise/matched-normals.ts';
import { dot, perceptron } from '../../../claims/sgd-effective-noise/perceptron.ts';

const rng = () => createRng('dmft', 'test');

describe('mean-field equations', () => {
  const [load, variance, eta, margin] = [1.5, 0.8, 0.1, 0.7];
  const square: MeanFieldSetting = {
    ...{ load, variance, margin, learningRate: eta, loss: 'square', steps: 5, paths: 300 },
  };
  /** Moments of the Marchenko-Pastur law of sum z z' Delta / N at load alpha. */
  const m1 = load * variance;
  const m2 = variance ** 2 * (load + load ** 2);
  const m3 = variance ** 3 * (load + 3 * load ** 2 + load ** 3);

  it('the response of gradient descent on the square loss is a moment of the Marchenko-Pastur law', () => {
    const { response } = meanField(square, rng());
    expect(response(1, 0)).toBeCloseTo(1, 12);
    expect(response(2, 0)).toBeCloseTo(1 - eta * m1, 12);
    expect(response(3, 0)).toBeCloseTo(1 - 2 * eta * m1 + eta ** 2 * m2, 12);
    expect(response(4, 0)).toBeCloseTo(1 - 3 * eta * m1 + 3 * eta ** 2 * m2 - eta ** 3 * m3, 12);
    expect(response(5, 1)).toBeCloseTo(response(4, 0), 12);
  });

  it('correlation and overlap after the first step are those of linear algebra', () => {
    const { correlation, overlap } = meanField(square, rng());
    expect(overlap[1]).toBeCloseTo(eta * load * margin, 12);
    expect(correlation(1, 0)).toBeCloseTo(1 - eta * m1, 12);
    const pushed = eta ** 2 * margin ** 2 * (load ** 2 + variance * load);
    expect(correlation(1, 1)).toBeCloseTo(1 - 2 * eta * m1 + eta ** 2 * m2 + pushed, 12);
    expect(correlation(3, 2)).toBe(correlation(2, 3));
  });

  it('batches add their variance to one copy, and nothing between copies', () => {
    const batch = 0.25;
    const sampled = meanField({ ...square, batch, copies: 2, paths: 20_000, steps: 1 }, rng());
    const full = meanField({ ...square, copies: 2, steps: 1 }, rng());
    // <l'^2> = kappa^2 + Delta at the start; the variance of a batch is (1 - b) / b of it.
    const noise = eta ** 2 * variance * load * (margin ** 2 + variance) * ((1 - batch) / batch);
    expect(sampled.correlation(1, 1) - full.correlation(1, 1)).toBeCloseTo(noise, 2);
    expect(Math.abs(sampled.correlation(1, 1, 0, 1) - full.correlation(1, 1, 0, 1))).toBeLessThan(noise / 10);
    expect(full.correlation(1, 1, 0, 1)).toBeCloseTo(full.correlation(1, 1), 12);
  });

  it('nothing moves without loss', () => {
    const { correlation, response, loss } = meanField(
      { ...square, loss: 'squared-hinge', margin: -50 },
      rng(),
    );
    expect([correlation(5, 5), response(5, 0), loss[4]]).toEqual([1, 1, 0]);
  });

  it.each([{ batch: 0.3 }, { batch: 0.5, persistence: 0.5 }])('meets a simulation with %o', (how) => {
    const [steps, dimensions, runs] = [30, 150, 12];
    const algorithm = { learningRate: 0.1, ...how };
    const theory = meanField({ load: 2, ...algorithm, steps, paths: 3000, copies: 2 }, rng());
    let [norm, distance] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const problem = perceptron(`meets/${run}`, { dimensions, load: 2, typical: true });
      const pair = [0, 1].map((copy) => {
        const w = problem.start.slice();
        const noise = noiseOf(`meets/${run}`, String(copy), problem, algorithm);
        for (let step = 0; step < steps; step++) stepTogether(problem, algorithm, [w], noise);
        return w;
      });
      norm += dot(pair[0]!, pair[0]!) / dimensions / runs;
      distance += meanSquare(pair[0]!, pair[1]!) / runs;
    }
    const own = theory.correlation(steps, steps);
    expect(Math.abs(norm / own - 1)).toBeLessThan(0.1);
    expect(Math.abs(distance / (2 * (own - theory.correlation(steps, steps, 0, 1))) - 1)).toBeLessThan(0.15);
  });
});

describe('its parts', () => {
  it('matched normals have the moments of the law', () => {
    const normals = new MatchedNormals(50, rng());
    const columns = Array.from({ length: 6 }, () => normals.draw());
    columns.forEach((a, p) => {
      expect(a.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
      columns.forEach((b, q) => expect(dot(a, b) / 50).toBeCloseTo(p === q ? 1 : 0, 9));
    });
    const mixed = normals.combine(Float64Array.of(9, 2, 0, 0, 0, 0, -1), 1);
    mixed.forEach((value, at) => expect(value).toBeCloseTo(2 * columns[0]![at]! - columns[5]![at]!, 12));
  });

  it('rows of the Cholesky factor give the matrix back, also where it has no full rank', () => {
    // The second variable is the first again.
    const C = Float64Array.of(4, 4, 2, 4, 4, 2, 2, 2, 10);
    const L = new Float64Array(9);
    for (let p = 0; p < 3; p++) choleskyRow(C, L, 3, p);
    expect(Array.from(L)).toEqual([2, 0, 0, 2, 0, 0, 1, 0, 3]);
  });
});
