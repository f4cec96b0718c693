import { describe, expect, it } from 'vitest';
import convergenceRate from '../../../claims/normalized-sgd/convergence-rate.claim.ts';
import equilibriumAu from '../../../claims/normalized-sgd/equilibrium-au.claim.ts';
import equilibriumNetworks from '../../../claims/normalized-sgd/equilibrium-networks.claim.ts';
import limitingRisk from '../../../claims/normalized-sgd/limiting-risk.claim.ts';

const size = { products: [0.01, 0.04], learningRates: [0.5, 5], length: 4, settling: 5, walks: 2, seeds: 1 };
const run = { seeds: ['a'], engine: 'reference', threads: 1 };

type Points = readonly (readonly [number, number])[];

/** The figures of one seed of a claim, from walks of a few hundred steps. */
async function figuresOf(claim: typeof limitingRisk): Promise<Record<string, Record<string, Points>>> {
  const measured: Record<string, Record<string, number>> = {};
  for (const [arm, train] of Object.entries(claim.arms)) {
    const [trajectory] = await train(run, size);
    measured[arm] = { ...claim.measure(trajectory!, size) };
  }
  const figures = Object.entries(claim.figures!).map(([name, { lines }]) => [name, lines(measured)] as const);
  return Object.fromEntries(figures);
}

const xs = (points: Points): number[] => points.map(([x]) => x);

describe('figures over the grid', () => {
  it('angles lie on the line of the theory, whatever the learning rate', async () => {
    const lines = (await figuresOf(equilibriumAu))['angle against sqrt(2 eta lambda)']!;
    expect(Object.keys(lines)).toEqual(['learning rate 0.5', 'learning rate 5', 'theory']);
    for (const points of Object.values(lines)) {
      expect(xs(points)).toEqual([Math.sqrt(0.02), Math.sqrt(0.08)]);
      for (const [x, y] of points) expect(y / x).toBeCloseTo(1, 0);
    }
  });

  it('risks have their theory beside them, over either axis', async () => {
    const figures = await figuresOf(limitingRisk);
    const overRate = figures['risk against learning rate']!;
    expect(Object.keys(overRate)).toHaveLength(4);
    for (const points of Object.values(overRate)) expect(xs(points)).toEqual([0.5, 5]);
    const overProduct = figures['risk against eta lambda']!;
    expect(Object.keys(overProduct)).toEqual(['learning rate 0.5', 'learning rate 5', 'theory']);
    for (const points of Object.values(overProduct)) expect(xs(points)).toEqual([0.01, 0.04]);
    // The theory of a product is the same over both axes.
    expect(overProduct['theory']![1]![1]).toBeCloseTo(overRate['theory, eta lambda 0.04']![0]![1], 12);
  });

  it('rates of convergence are drawn over eta lambda', async () => {
    const lines = (await figuresOf(convergenceRate))['rate of convergence against eta lambda']!;
    expect(Object.keys(lines)).toEqual(['learning rate 0.5', 'learning rate 5', 'theory']);
    const [[, small], [, large]] = lines['theory'] as unknown as [[number, number], [number, number]];
    // Twice the root of eta lambda.
    expect(large / small).toBeCloseTo(2, 10);
  });
});

describe('the figure over networks', () => {
  it('has every setting over the angle that the theory gives it', () => {
    const arms = Object.keys(equilibriumNetworks.arms);
    const measured = Object.fromEntries(arms.map((arm) => [arm, { least: 0.1, most: 0.2, images: 1 }]));
    const { lines } = Object.values(equilibriumNetworks.figures!)[0]!;
    const { theory, ...layers } = lines(measured);
    expect(theory).toHaveLength(5);
    for (const [x, y] of theory!) expect(y).toBe(x);
    // Learning rate 0.1, weight decay 5e-4 and momentum 0.9.
    expect(theory!.at(-1)![0]).toBeCloseTo(0.00725, 5);
    for (const points of Object.values(layers)) expect(xs(points)).toEqual(xs(theory!));
  });
});
