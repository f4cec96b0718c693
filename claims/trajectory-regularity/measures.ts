import type { Trajectory } from 'claimcheck';
import { mean, regularityGamma, tailMean, updateAlignment } from 'claimcheck/measure';

/** d_t^2 for t = 0..T from its decreases, summed from the end, where it is 0. */
function squaredDistances(drop: ArrayLike<number>): Float64Array {
  const squared = new Float64Array(drop.length + 1);
  for (let t = drop.length - 1; t >= 0; t--) squared[t] = squared[t + 1]! + drop[t]!;
  return squared;
}

/**
 * Gamma of one run (equation G2 of the README), how its steps are aligned with the way to its end, and how fast it
 * trained. `overWalk` is mean gamma over that of a random walk with the same step lengths and losses, in decades; `progress` is
 * eta gamma, the quantity of the bound, which compares runs of different learning rates.
 */
export function measure({ series, values }: Trajectory) {
  const { loss, drop, move, walkDrop } = series as Record<
    'loss' | 'drop' | 'move' | 'walkDrop',
    ArrayLike<number>
  >;
  const squaredDistance = squaredDistances(drop);
  // |a|^2 - |a - m|^2 = 2 <a, m> - |m|^2 for the step m from a; the learning rate is in m.
  const innerProduct = Array.from(drop, (value, t) => (value + move[t]!) / 2);
  const learningRate = values['learningRate']!;
  const gamma = regularityGamma({ squaredDistance, loss, learningRate });
  const walk = regularityGamma({ squaredDistance: squaredDistances(walkDrop), loss, learningRate });
  return {
    ...gamma,
    overWalk: decadesBetween(gamma.gammaMean, walk.gammaMean, leastWalk),
    steps: loss.length,
    progress: learningRate * gamma.gammaMean,
    ...updateAlignment({ innerProduct, squaredUpdate: move, squaredDistance, learningRate: 1 }),
    meanLoss: mean(Array.from(loss)),
    finalLoss: tailMean(loss, 0.05),
    lossRatio: tailMean(loss, 0.05) / mean(Array.from(loss).slice(0, 5)),
  };
}

/** Far below the gamma of any walk whose steps have a length. */
const leastWalk = 1e-9;

export type Measured = ReturnType<typeof measure>;

/** Below this gamma a run hardly moves towards its end; a floor keeps the ratio of two arms finite. */
const leastGamma = 1e-3;

/** Decades between the gammas of two runs. */
export function decadesBetween(gamma: number, other: number, floor = leastGamma): number {
  return Math.log10(Math.max(gamma, floor)) - Math.log10(Math.max(other, floor));
}

/** How much lower the loss of the first is, as a share of the second's. */
export function relativeDrop(loss: number, other: number): number {
  return (other - loss) / other;
}

export const curves = { loss: { label: 'minibatch loss (nats)', scale: 'log' } } as const;
