import { arm, type ArmRunner, createRng, type TierSize } from 'claimcheck';
import { equilibriumAngle, mean, powerLaw, windowMean } from 'claimcheck/measure';
import { grid, perSeed } from 'claimcheck/train';
import { gradientSize, normAtRest, spectrum, startAt, takeWalk, type Walk } from './walk.ts';

/** The quotient that most claims use: gaps of 1 to 2, noise of size 2.1 on the sphere. */
const gaps = [1, 2] as const;
export const standard = { eigenvalues: spectrum(...gaps), noise: 0.3 };
/** The same as data of the evidence. */
export const standardSetting = { dimensions: standard.eigenvalues.length, gaps, noise: standard.noise };

/** The plane of learning rate and intrinsic rate eta lambda, from which exponents are fitted. */
export interface GridSize extends TierSize {
  readonly products: readonly number[];
  readonly learningRates: readonly number[];
  /** Steps of a cell, in units of 1 / (eta lambda). */
  readonly length: number;
}

export interface GridSetting {
  readonly momentum?: number;
  /** Standard deviation of the gradient noise. Default that of the standard quotient. */
  readonly noise?: number;
  /** The norm is held here, whatever decay and gradients do. */
  readonly fixedNorm?: number;
  /** The angle in equilibrium that is expected anyway is that of the nominal weight decay. Default true. */
  readonly decays?: boolean;
}

export const cellsOf = ({ products, learningRates }: Pick<GridSize, 'products' | 'learningRates'>) =>
  grid({ product: products, learningRate: learningRates });

/**
 * One norm for the walks of all settings, twice the largest that theory expects of them: none is told where its equilibrium
 * is, and none begins there.
 */
export function commonStart(
  walk: Pick<Walk, 'eigenvalues' | 'noise' | 'momentum'>,
  size: Pick<GridSize, 'products' | 'learningRates'>,
): number {
  const atRest = ({ learningRate, product }: ReturnType<typeof cellsOf>[number]): number =>
    normAtRest({ ...walk, learningRate, weightDecay: product / learningRate });
  return 2 * Math.max(...cellsOf(size).map(atRest));
}

/** Walks from the minimum at one norm, one per cell and each with noise of its own; second halves count. */
export function equilibriumGrid({
  momentum = 0,
  noise = standard.noise,
  fixedNorm,
  decays = true,
}: GridSetting): ArmRunner<GridSize> {
  const setting = { ...standardSetting, momentum, noise, fixedNorm, decays };
  const runs = perSeed<GridSize>((seed, size) => {
    const quotient = { ...standard, noise, momentum };
    const startNorm = fixedNorm ?? commonStart(quotient, size);
    const start = startAt(standard.eigenvalues.length, startNorm);
    const cells = cellsOf(size).map(({ learningRate, product }, index) => {
      const nominal = { ...quotient, learningRate, weightDecay: product / learningRate };
      const steps = Math.ceil(size.length / product);
      const walk = {
        ...{ ...nominal, start, steps, fixedNorm: fixedNorm !== undefined },
        ...(!decays && { weightDecay: 0 }),
      };
      const { risk, angle, norm } = takeWalk(walk, createRng(seed, `noise/${index}`));
      const half = steps / 2;
      const squares = angle.map((value) => value * value);
      const radians = Math.sqrt(windowMean(squares, half, steps));
      return {
        product,
        steps,
        radians,
        angle: radians / equilibriumAngle(nominal),
        risk: windowMean(risk, half, steps),
        fall: startNorm / windowMean(norm, half, steps),
        expectedRisk: limitingRisk(nominal),
      };
    });
    const at = size.products;
    const byProduct = (of: (cell: (typeof cells)[number]) => number): number[] =>
      at.map((product) => mean(cells.filter((cell) => cell.product === product).map(of)));
    return {
      steps: cells.reduce((sum, { steps }) => sum + steps, 0),
      series: {
        angleByProduct: byProduct(({ angle }) => angle),
        riskByProduct: byProduct(({ risk }) => risk),
        expectedRiskByProduct: byProduct(({ expectedRisk }) => expectedRisk),
        radians: cells.map(({ radians }) => radians),
        angle: cells.map(({ angle }) => angle),
        risk: cells.map(({ risk }) => risk),
        expectedRisk: cells.map(({ expectedRisk }) => expectedRisk),
      },
      values: { leastFall: Math.min(...cells.map(({ fall }) => fall)) },
      at: { angleByProduct: at, riskByProduct: at, expectedRiskByProduct: at },
    };
  });
  return arm(setting, runs);
}

/** Expected risk in equilibrium, linearised about the minimum: (e/4) sum of sigma^2 / (1 - e gap / 2), e = eta / rho^2. */
function limitingRisk(walk: Omit<Walk, 'start' | 'steps'>): number {
  const rate = equilibriumAngle(walk) / gradientSize(walk);
  const terms = Array.from(walk.eigenvalues.subarray(1), (gap) => walk.noise ** 2 / (1 - (rate * gap) / 2));
  return (rate / 4) * terms.reduce((sum, term) => sum + term, 0);
}

/** What shows that the norm of a grid of walks found its equilibrium, by the least fall over the settings. */
export function foundByItself(...arms: readonly string[]) {
  return {
    name: 'norm at the start over that of equilibrium, least over the settings',
    unit: 'ratio',
    of: (measured: Readonly<Record<string, { readonly leastFall: number }>>) =>
      Math.min(...arms.map((arm) => measured[arm]!.leastFall)),
    rule: 'exceeds',
    margin: 1.5,
    because:
      'walks start at twice the largest norm of equilibrium, or farther; held at the norm of theory they have 1',
  } as const;
}

/** Exponents of a positive quantity of each cell in eta lambda and, at equal product, in the learning rate. */
export function exponents(size: Pick<GridSize, 'products' | 'learningRates'>, values: ArrayLike<number>) {
  const cells = cellsOf(size);
  const { exponents: found } = powerLaw(values, {
    product: cells.map(({ product }) => product),
    learningRate: cells.map(({ learningRate }) => learningRate),
  });
  return { onProduct: found.product, onLearningRate: found.learningRate };
}

/** Largest distance of the ratios to 1. */
export function worstDeviation(ratios: ArrayLike<number>): number {
  return Math.max(...Array.from(ratios, (ratio) => Math.abs(ratio - 1)));
}
