import { describe, expect, it } from 'vitest';
import { type ArmRunner, type EmpiricalClaim, judge, type Measures } from '#claim';
import { mean, type Trajectory } from '#core';
import { convergences, type ConvergenceSize } from '../../../claims/normalized-sgd/approach.ts';
import convergenceRate from '../../../claims/normalized-sgd/convergence-rate.claim.ts';
import escape from '../../../claims/normalized-sgd/escape-networks.claim.ts';
import limitingRisk from '../../../claims/normalized-sgd/limiting-risk.claim.ts';
import { networkRuns } from '../../../claims/normalized-sgd/network.ts';
import { cellsOf, equilibriumGrid, type GridSize, standard } from '../../../claims/normalized-sgd/setting.ts';
import { normAtRest, spectrum } from '../../../claims/normalized-sgd/walk.ts';

const options = { tier: 'smoke', seedBase: 1, engine: 'reference', threads: 1 } as const;
const plane = {
  products: [1.6e-3, 6.4e-3],
  learningRates: [0.5, 5],
  length: 40,
  settling: 5,
  walks: 24,
  seeds: 8,
};

/** Walks whose norm is held, in every cell, where theory has its equilibrium. */
function heldAtTheory(
  eigenvalues: Float64Array,
  runs: (fixedNorm: number) => ArmRunner<ConvergenceSize>,
): ArmRunner<ConvergenceSize> {
  return async (run, size) => {
    const cells: (readonly Trajectory[])[] = [];
    for (const { product, learningRate } of cellsOf(size)) {
      const walk = { ...standard, eigenvalues, learningRate, weightDecay: product / learningRate };
      const cell = { ...size, products: [product], learningRates: [learningRate] };
      cells.push(await runs(normAtRest(walk))(run, cell));
    }
    return run.seeds.map((_, seed) => {
      const own = cells.map((trajectories) => trajectories[seed]!);
      const names = Object.keys(own[0]!.series);
      const joined = names.map(
        (name) => [name, own.flatMap(({ series }) => Array.from(series[name]!))] as const,
      );
      const leastFall = Math.min(...own.map(({ values }) => values['leastFall']!));
      return { steps: 1, series: Object.fromEntries(joined), values: { leastFall } };
    });
  };
}

/** The claim with arms that walk and measures in the place of its controls. */
function judged(claim: EmpiricalClaim, walked: Record<string, ArmRunner<ConvergenceSize>>, far: Measures) {
  const others = Object.keys(claim.arms).filter((arm) => !(arm in walked));
  const given = others.map((arm): [string, ArmRunner<ConvergenceSize>] => [
    arm,
    ({ seeds }) => Promise.resolve(seeds.map(() => ({ series: {}, values: far, steps: 1 }))),
  ]);
  return judge(
    {
      ...claim,
      arms: { ...Object.fromEntries(given), ...walked } as EmpiricalClaim['arms'],
      measure: (trajectory, size) =>
        Object.keys(trajectory.series).length > 0 ? claim.measure(trajectory, size) : trajectory.values,
      tiers: { smoke: plane, standard: plane },
      curves: {},
      figures: {},
    },
    options,
  );
}

const untested = { verdict: 'inconclusive', inconclusive: 'untested' };
const far = { onProduct: 0, onLearningRate: 1, worst: 1, leastFall: 1 };
const grid = (fixedNorm: number): ArmRunner<GridSize> => equilibriumGrid({ fixedNorm });

describe('a norm that is held where theory has its equilibrium is no equilibrium', () => {
  const quotient = spectrum(1, 2);

  it('limiting-risk', async () => {
    const own = { equilibrium: equilibriumGrid({}) };
    expect((await judged(limitingRisk, own, far)).verdict).toBe('supported');
    const arms = { equilibrium: heldAtTheory(quotient, grid) };
    expect(await judged(limitingRisk, arms, far)).toMatchObject(untested);
    expect((await judged({ ...limitingRisk, requires: [] }, arms, far)).verdict).toBe('supported');
  });

  it('convergence-rate', async () => {
    const equal = spectrum(1, 1);
    const arms = { equilibrium: heldAtTheory(equal, (fixedNorm) => convergences({ gap: 1, fixedNorm })) };
    expect(await judged(convergenceRate, arms, far)).toMatchObject(untested);
  });
});

describe('convergence-rate', () => {
  it('falls without weight decay', async () => {
    const { noDecay } = convergenceRate.arms;
    const { verdict, perSeed } = await judged(convergenceRate, { equilibrium: noDecay! }, far);
    expect(verdict).not.toBe('supported');
    for (const { arms } of perSeed) expect(arms['equilibrium']!['onLearningRate']).toBeGreaterThan(0.8);
  });
});

describe('escape-networks', () => {
  it.each([
    [false, 0.3, 0.66],
    [true, 0.7, 0.8],
  ])(
    'sees in the errors whether there was something to learn: random labels %s',
    async (randomLabels, least, most) => {
      const runs = networkRuns({ hidden: [16], learningRate: 0.05, weightDecay: 0.001, randomLabels });
      const trajectories = await runs(
        { seeds: ['a', 'b', 'c'], engine: 'auto', threads: 1 },
        { steps: 2000, every: 1 },
      );
      const late = mean(trajectories.map(({ series }) => mean(Array.from(series['errorRate']!).slice(-400))));
      expect(late).toBeGreaterThan(least);
      expect(late).toBeLessThan(most);
      const { margin } = escape.also![0]!;
      expect(late > (margin as number)).toBe(randomLabels);
    },
  );
});
