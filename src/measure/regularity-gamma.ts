import { perStep, requireLengths } from './check-series.ts';
import { mean, median, quantile } from '#core';

export interface DistanceSeries {
  /** Squared Euclidean distance to the last iterate, t = 0..T; its last value is 0 for a whole run. */
  readonly squaredDistance: ArrayLike<number>;
  /** Loss of the minibatch before each step, t = 0..T-1; for snapshots, the sum over the steps between two of them. */
  readonly loss: ArrayLike<number>;
  /** One learning rate, or one a step. */
  readonly learningRate: number | ArrayLike<number>;
}

export interface UpdateSeries {
  /** Inner products of (iterate - last iterate) with the update direction U, t = 0..T-1. */
  readonly innerProduct: ArrayLike<number>;
  /** Squared norm of U. The learning rate is not part of U. */
  readonly squaredUpdate: ArrayLike<number>;
  readonly loss: ArrayLike<number>;
  readonly learningRate: number | ArrayLike<number>;
}

/** A type, not an interface, so that it is a record of measures. */
export type GammaSummary = {
  readonly gammaMean: number;
  readonly gammaMedian: number;
  /** 5 % quantile. */
  readonly gammaP05: number;
  readonly gammaMin: number;
  /** Share of the steps with gamma > 0, which bring the iterate nearer to the end of the run. */
  readonly positiveFraction: number;
  /** Mean weighted by the loss: d_0^2 / (2 eta sum of losses) at a constant learning rate. */
  readonly gammaWeighted: number;
};

/**
 * gamma_t = (d_t^2 - d_{t+1}^2) / (2 eta_t l_t), the largest constant with which step t obeys the regularity principle of
 * Chen, Yang and Zhou (IEEE Big Data 2020), the infimum of the loss taken as 0. Unit: distance^2 / (rate * loss).
 *
 * Distances in float64: neighbours nearly cancel. A step without loss gives an infinity, or NaN when it does not change
 * the distance either.
 */
export function gammaFromDistances({ squaredDistance, loss, learningRate }: DistanceSeries): Float64Array {
  const steps = loss.length;
  requireLengths({ squaredDistance }, steps + 1);
  const eta = perStep('learningRate', learningRate, steps);
  return Float64Array.from(
    { length: steps },
    (_, t) => (squaredDistance[t]! - squaredDistance[t + 1]!) / (2 * eta(t) * loss[t]!),
  );
}

/**
 * gamma_t = (<theta_t - theta_T, U_t> - (eta_t / 2) ||U_t||^2) / l_t: the definition (Chen, Yang and Zhou 2020), equal to
 * `gammaFromDistances` for every sequence theta_{t+1} = theta_t - eta_t U_t.
 */
export function gammaFromUpdates(series: UpdateSeries): Float64Array {
  const { innerProduct, squaredUpdate, loss, learningRate } = series;
  requireLengths({ innerProduct, squaredUpdate }, loss.length);
  const eta = perStep('learningRate', learningRate, loss.length);
  return Float64Array.from(
    { length: loss.length },
    (_, t) => (innerProduct[t]! - (eta(t) / 2) * squaredUpdate[t]!) / loss[t]!,
  );
}

/**
 * Summaries of gamma over a run. Steps with neither loss nor change of distance obey the principle with every gamma and are
 * left out; a run with a NaN or infinity in its distances or losses has NaN for all of them.
 */
export function regularityGamma(series: DistanceSeries): GammaSummary {
  const { squaredDistance, loss } = series;
  const gamma = gammaFromDistances(series);
  const finite = [squaredDistance, loss].every((values) => Array.from(values).every(Number.isFinite));
  const kept = Array.from(gamma.keys()).filter((t) => !finite || !Number.isNaN(gamma[t]!));
  const values = kept.map((t) => (finite ? gamma[t]! : NaN));
  const losses = kept.map((t) => loss[t]!);
  const totalLoss = losses.reduce((sum, value) => sum + value, 0);
  // gamma * loss from the distances: gamma may be infinite where the loss is 0.
  const eta = perStep('learningRate', series.learningRate, loss.length);
  const progress = kept.reduce(
    (sum, t) => sum + (squaredDistance[t]! - squaredDistance[t + 1]!) / (2 * eta(t)),
    0,
  );
  return {
    gammaMean: mean(values),
    gammaMedian: median(values),
    gammaP05: quantile(values, 0.05),
    gammaMin: quantile(values, 0),
    positiveFraction: finite ? values.filter((value) => value > 0).length / values.length : NaN,
    gammaWeighted: finite ? progress / totalLoss : NaN,
  };
}

/**
 * The bound on the mean loss of T steps that obey the principle with `gamma`: d_0^2 / (2 eta gamma T)
 * (Chen, Yang and Zhou 2020, Theorem 1).
 */
export function regularityBound(
  squaredDistanceAtStart: number,
  learningRate: number,
  gamma: number,
  steps: number,
): number {
  return squaredDistanceAtStart / (2 * learningRate * gamma * steps);
}
