import { arm, type ArmRunner, createRng, type TierSize } from 'claimcheck';
import { exponentialRate, relaxationSteps } from 'claimcheck/measure';
import { perSeed } from 'claimcheck/train';
import { meanWalk } from './mean-walk.ts';
import { cellsOf, commonStart, type GridSize, standard, standardSetting } from './setting.ts';
import { gradientSize, normAtRest, spectrum, startAt, takeWalk } from './walk.ts';

/** How the norm comes to its equilibrium. */
export interface ApproachSize extends TierSize {
  readonly product: number;
  /** Walks of a seed that are averaged. */
  readonly walks: number;
}

const learningRate = 0.5;

/**
 * Walks from half and from twice the norm of equilibrium; fourth powers of their norms over that of equilibrium, and the
 * rate of their approach over 4 eta lambda. `decay` multiplies the weight decay that is taken, not the one that the
 * theory is told.
 */
export function approaches(decay: number): ArmRunner<ApproachSize> {
  const runs = perSeed<ApproachSize>((seed, { product, walks }) => {
    const nominal = { ...standard, learningRate, weightDecay: product / learningRate };
    const atRest = normAtRest(nominal);
    const steps = Math.ceil(1.5 / product);
    const from = (share: number): Float64Array => {
      const start = startAt(standard.eigenvalues.length, share * atRest);
      const walk = { ...nominal, weightDecay: decay * nominal.weightDecay, start, steps };
      return meanWalk(seed, `noise/${share}`, walks, walk).norm.map((norm) => (norm / atRest) ** 4);
    };
    const series = { below: from(0.5), above: from(2) };
    const rate = (values: Float64Array): number =>
      exponentialRate(values, { limit: 1, to: 0.05 }) * relaxationSteps(nominal);
    return {
      steps: 2 * walks * steps,
      series,
      values: { below: rate(series.below), above: rate(series.above) },
    };
  });
  return arm({ ...standardSetting, learningRate, decay }, runs);
}

/** How the direction comes to the minimum. */
export interface ConvergenceSize extends GridSize {
  /** Steps before it in which the norm settles, in units of 1 / (eta lambda). */
  readonly settling: number;
  /** Walks of a seed that are averaged. */
  readonly walks: number;
}

export interface ConvergenceSetting {
  /** Distance of the smallest eigenvalue to all others, which are equal. */
  readonly gap: number;
  readonly fixedNorm?: number;
  /** Default true. */
  readonly decays?: boolean;
}

/** In equilibrium, with gaps of 1 throughout: angle over gradient. */
export const expectedRate = (product: number): number => Math.sqrt(2 * product) / gradientSize(standard);

/**
 * Walks from 0.8 radians off the minimum, at the norm to which one walk of each setting has come in the minimum from a start
 * that all settings share. Noise averages out of the mean direction, whose tangent falls by exp(-eta gap / rho^2) a step; the
 * rate is given over that value in equilibrium. A run that is too slow to come near is fitted as far as it comes.
 */
export function convergences({
  gap,
  fixedNorm,
  decays = true,
}: ConvergenceSetting): ArmRunner<ConvergenceSize> {
  const quotient = { ...standard, eigenvalues: spectrum(gap, gap) };
  const dimensions = quotient.eigenvalues.length;
  const runs = perSeed<ConvergenceSize>((seed, size) => {
    const startNorm = fixedNorm ?? commonStart(quotient, size);
    const cells = cellsOf(size).map(({ learningRate, product }, index) => {
      const weightDecay = decays ? product / learningRate : 0;
      const walk = { ...quotient, learningRate, weightDecay, fixedNorm: fixedNorm !== undefined };
      const settling = Math.ceil(size.settling / product);
      const first = { ...walk, start: startAt(dimensions, startNorm), steps: settling };
      const settled = takeWalk(first, createRng(seed, `settling/${index}`)).norm.at(-1)!;
      const steps = Math.ceil(size.length / Math.sqrt(product));
      const start = startAt(dimensions, settled, 0.8);
      const mean = meanWalk(seed, `noise/${index}`, size.walks, { ...walk, start, steps });
      const tangent = mean.second.map((value, step) => value / mean.first[step]!);
      return {
        steps: settling + steps * size.walks,
        tangent,
        fall: startNorm / settled,
        rate: exponentialRate(tangent, { to: 0.15, orEnd: true }),
      };
    });
    return {
      steps: cells.reduce((sum, { steps }) => sum + steps, 0),
      series: {
        rate: cells.map(({ rate }) => rate),
        rateOverTheory: cells.map(({ rate }, index) => rate / expectedRate(cellsOf(size)[index]!.product)),
        slowestTangent: cells[0]!.tangent,
        fastestTangent: cells.at(-1)!.tangent,
      },
      values: { leastFall: Math.min(...cells.map(({ fall }) => fall)) },
    };
  });
  return arm({ ...standardSetting, gaps: [gap, gap], fixedNorm, decays }, runs);
}
