import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import {
  gammaFromDistances,
  gammaFromUpdates,
  regularityBound,
  regularityGamma,
  updateAlignment,
} from '#measure';

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * b[at]!, 0);

/** Any sequence theta_{t+1} = theta_t - eta_t U_t, reduced to what the measures read. */
function reduce(start: readonly number[], updates: readonly (readonly number[])[], rates: readonly number[]) {
  const path = [[...start]];
  updates.forEach((update, t) => path.push(path[t]!.map((value, at) => value - rates[t]! * update[at]!)));
  const end = path.at(-1)!;
  const away = path.map((theta) => theta.map((value, at) => value - end[at]!));
  return {
    squaredDistance: away.map((offset) => dot(offset, offset)),
    innerProduct: updates.map((update, t) => dot(away[t]!, update)),
    squaredUpdate: updates.map((update) => dot(update, update)),
  };
}

const coordinate = fc.integer({ min: -3000, max: 3000 }).map((value) => value / 1000);
const trajectories = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 25 }))
  .chain(([dimensions, steps]) =>
    fc.record({
      start: fc.array(coordinate, { minLength: dimensions, maxLength: dimensions }),
      // Steps of zero and directions away from the end are part of it.
      updates: fc.array(
        fc.oneof(
          { weight: 8, arbitrary: fc.array(coordinate, { minLength: dimensions, maxLength: dimensions }) },
          fc.constant(new Array<number>(dimensions).fill(0)),
        ),
        { minLength: steps, maxLength: steps },
      ),
      loss: fc.array(fc.double({ min: 0.01, max: 5, noNaN: true }), { minLength: steps, maxLength: steps }),
      rates: fc.array(fc.double({ min: 0.001, max: 0.5, noNaN: true }), {
        minLength: steps,
        maxLength: steps,
      }),
    }),
  );

/** SGD on single samples of an interpolated least-squares problem, distances to the solution: gamma is 2 - eta |x|^2. */
function leastSquares(seed: string, eta: number) {
  const rng = createRng(seed, 'problem');
  const theta = [rng.normal(), rng.normal(), rng.normal()];
  const squaredDistance = [dot(theta, theta)];
  const loss: number[] = [];
  const exact: number[] = [];
  for (let t = 0; t < 60; t++) {
    const x = [rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-1, 1)];
    const residual = dot(x, theta);
    theta.forEach((value, at) => (theta[at] = value - eta * residual * x[at]!));
    squaredDistance.push(dot(theta, theta));
    loss.push(residual ** 2 / 2);
    exact.push(2 - eta * dot(x, x));
  }
  return { squaredDistance, loss, exact };
}

describe('gamma', () => {
  it('from updates and from distances is the same on any trajectory (G1 = G2)', () => {
    fc.assert(
      fc.property(trajectories, ({ start, updates, loss, rates }) => {
        const series = { ...reduce(start, updates, rates), loss, learningRate: rates };
        const byDistance = gammaFromDistances(series);
        const scale = Math.max(...series.squaredDistance) + 1;
        gammaFromUpdates(series).forEach((gamma, t) => {
          // Both sides are sums of terms of size scale / (eta l), which cancel.
          const size = scale / (rates[t]! * loss[t]!);
          expect(Math.abs(gamma - byDistance[t]!)).toBeLessThanOrEqual(1e-12 * size);
        });
      }),
    );
  });

  it('weighted by the loss turns the bound into an equality, for any sequence', () => {
    fc.assert(
      fc.property(trajectories, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (drawn, eta) => {
        const { start, updates, loss } = drawn;
        const { squaredDistance } = reduce(
          start,
          updates,
          updates.map(() => eta),
        );
        const { gammaWeighted } = regularityGamma({ squaredDistance, loss, learningRate: eta });
        const meanLoss = loss.reduce((sum, value) => sum + value) / loss.length;
        const expected = squaredDistance[0]! / (2 * eta * loss.length);
        expect(Math.abs(gammaWeighted * meanLoss - expected)).toBeLessThanOrEqual(
          (1e-9 * (Math.max(...squaredDistance) + 1e-9)) / eta,
        );
      }),
    );
  });

  it('bounds the mean loss with the least gamma; inflated by half it does not', () => {
    let broken = 0;
    for (let run = 0; run < 40; run++) {
      const { squaredDistance, loss } = leastSquares(`run-${run}`, 0.6);
      const { gammaMin } = regularityGamma({ squaredDistance, loss, learningRate: 0.6 });
      const meanLoss = loss.reduce((sum, value) => sum + value) / loss.length;
      expect(gammaMin).toBeGreaterThan(0);
      expect(meanLoss).toBeLessThanOrEqual(regularityBound(squaredDistance[0]!, 0.6, gammaMin, loss.length));
      if (meanLoss > regularityBound(squaredDistance[0]!, 0.6, 1.5 * gammaMin, loss.length)) broken++;
    }
    expect(broken).toBeGreaterThan(0);
  });

  it('is 2 - eta |x|^2 for interpolated least squares, negative beyond eta = 2 / |x|^2', () => {
    for (const eta of [0.1, 1, 3]) {
      const { squaredDistance, loss, exact } = leastSquares(`eta-${eta}`, eta);
      gammaFromDistances({ squaredDistance, loss, learningRate: eta }).forEach((gamma, t) => {
        // Where the distance hardly changes its digits cancel.
        if (loss[t]! > 1e-4 * squaredDistance[t]!) expect(gamma).toBeCloseTo(exact[t]!, 8);
      });
    }
    expect(Math.min(...leastSquares('eta-3', 3).exact)).toBeLessThan(0);
  });

  it('of epochs comes from snapshots and sums of losses', () => {
    const { squaredDistance, loss } = leastSquares('epochs', 0.5);
    const snapshots = [0, 20, 40, 60].map((t) => squaredDistance[t]!);
    const sums = [0, 20, 40].map((t) => loss.slice(t, t + 20).reduce((sum, value) => sum + value));
    const steps = gammaFromDistances({ squaredDistance, loss, learningRate: 0.5 });
    const epochs = gammaFromDistances({ squaredDistance: snapshots, loss: sums, learningRate: 0.5 });
    epochs.forEach((gamma, epoch) => {
      let weighted = 0;
      for (let t = 20 * epoch; t < 20 * epoch + 20; t++) weighted += (steps[t]! * loss[t]!) / sums[epoch]!;
      expect(gamma).toBeCloseTo(weighted, 10);
    });
  });
});

describe('regularityGamma', () => {
  it('summarises a known series', () => {
    // gamma = 4, 2, -2, 4 with losses 0.5, 1, 1, 0.25 at eta 0.5.
    const summary = regularityGamma({
      squaredDistance: [3, 1, -1, 1, 0],
      loss: [0.5, 1, 1, 0.25],
      learningRate: 0.5,
    });
    expect(summary).toEqual({
      gammaMean: 2,
      gammaMedian: 3,
      gammaP05: expect.closeTo(-2 + 0.15 * 4, 12) as number,
      gammaMin: -2,
      positiveFraction: 0.75,
      gammaWeighted: expect.closeTo(3 / 2.75, 12) as number,
    });
  });

  it('leaves out steps with neither loss nor movement, and does not hide movement without loss', () => {
    const still = regularityGamma({ squaredDistance: [2, 1, 1], loss: [1, 0], learningRate: 0.5 });
    expect(still).toMatchObject({ gammaMean: 1, gammaMin: 1, positiveFraction: 1, gammaWeighted: 1 });
    const away = regularityGamma({ squaredDistance: [2, 1, 1.5], loss: [1, 0], learningRate: 0.5 });
    expect(away).toMatchObject({ gammaMin: -Infinity, positiveFraction: 0.5, gammaWeighted: 0.5 });
  });

  it.each([
    ['loss', { squaredDistance: [2, 1, 0], loss: [1, NaN] }],
    ['loss (Infinity)', { squaredDistance: [2, 1, 0], loss: [Infinity, 1] }],
    ['distance', { squaredDistance: [2, NaN, 0], loss: [1, 1] }],
    ['distance (Infinity)', { squaredDistance: [Infinity, Infinity, 0], loss: [1, 1] }],
  ])('a diverged run has no gamma: NaN in %s', (_, series) => {
    const summary = regularityGamma({ ...series, learningRate: 0.1 });
    expect(Object.values(summary)).toEqual(new Array(6).fill(NaN));
  });

  it('refuses distances without the end of the run', () => {
    expect(() => regularityGamma({ squaredDistance: [2, 1], loss: [1, 1], learningRate: 0.1 })).toThrow(
      'series squaredDistance has 2 points, expected 3',
    );
  });
});

describe('updateAlignment', () => {
  it('is T - t and cosine 1 for equal steps along a line', () => {
    const updates = Array.from({ length: 9 }, () => [1, -2]);
    const rates = updates.map(() => 0.3);
    const { cosMedian, cosP05, alignmentMedian } = updateAlignment({
      ...reduce([5, 5], updates, rates),
      learningRate: 0.3,
    });
    expect(cosMedian).toBeCloseTo(1, 9);
    expect(cosP05).toBeCloseTo(1, 9);
    expect(alignmentMedian).toBeCloseTo(5, 9);
  });

  it('is about 1 for a random walk in high dimension, whose gamma is positive nearly always', () => {
    const rng = createRng('walk', 'steps');
    const updates = Array.from({ length: 100 }, () => Array.from(rng.normals(3000)));
    const rates = updates.map(() => 0.1);
    const series = { ...reduce(new Array<number>(3000).fill(0), updates, rates), learningRate: 0.1 };
    expect(Math.abs(updateAlignment(series).alignmentMedian - 1)).toBeLessThan(0.1);
    const { positiveFraction } = regularityGamma({ ...series, loss: updates.map(() => 2.3) });
    expect(positiveFraction).toBeGreaterThan(0.95);
  });

  it('knows neither the unit of the parameters nor that of the updates', () => {
    fc.assert(
      // Powers of two, so that nothing rounds.
      fc.property(trajectories, fc.integer({ min: -3, max: 3 }), (drawn, exponent) => {
        const { start, updates, rates } = drawn;
        const times = (values: readonly number[]): number[] => values.map((value) => value * 2 ** exponent);
        const over = rates.map((rate) => rate / 2 ** exponent);
        const base = updateAlignment({ ...reduce(start, updates, rates), learningRate: rates });
        const larger = reduce(times(start), updates.map(times), rates);
        expect(updateAlignment({ ...larger, learningRate: rates })).toEqual(base);
        const other = reduce(start, updates.map(times), over);
        expect(updateAlignment({ ...other, learningRate: over })).toEqual(base);
      }),
    );
  });

  it('leaves out steps that go nowhere; NaN stays NaN', () => {
    const line = reduce([3], [[1], [0], [1]], [1, 1, 1]);
    expect(updateAlignment({ ...line, learningRate: 1 })).toEqual({
      cosMedian: 1,
      cosP05: 1,
      alignmentMedian: 1.5,
    });
    const broken = { ...line, innerProduct: [2, 0, NaN] };
    expect(updateAlignment({ ...broken, learningRate: 1 }).cosMedian).toBeNaN();
  });
});
