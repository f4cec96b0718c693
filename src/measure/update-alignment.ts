import { perStep, requireLengths } from './check-series.ts';
import { median, quantile } from '#core';

export interface AlignmentSeries {
  /** Inner products of (iterate - last iterate) with the update direction U, t = 0..T-1. */
  readonly innerProduct: ArrayLike<number>;
  /** Squared norm of U. */
  readonly squaredUpdate: ArrayLike<number>;
  /** Squared distance to the last iterate; the value at T may be there and is not used. */
  readonly squaredDistance: ArrayLike<number>;
  readonly learningRate: number | ArrayLike<number>;
}

/** A type, not an interface, so that it is a record of measures. */
export type AlignmentSummary = {
  /** Median cosine between the update and the way to the last iterate. */
  readonly cosMedian: number;
  /** 5 % quantile of the cosine. */
  readonly cosP05: number;
  /**
   * Median of <theta_t - theta_T, U_t> / (eta ||U_t||^2): about 1 for a random walk in high dimension, T - t for equal
   * steps along a line. Free of the scales of loss and learning rate.
   */
  readonly alignmentMedian: number;
};

/**
 * How well updates point to the end of the run (after Chen, Yang and Zhou, IEEE Big Data 2020).
 * Steps without an update have no direction and are left out, as is the cosine at a step that starts on the last iterate.
 */
export function updateAlignment(series: AlignmentSeries): AlignmentSummary {
  const { innerProduct, squaredUpdate, squaredDistance, learningRate } = series;
  const steps = innerProduct.length;
  requireLengths({ squaredUpdate }, steps);
  if (squaredDistance.length !== steps + 1) requireLengths({ squaredDistance }, steps);
  const eta = perStep('learningRate', learningRate, steps);
  const moving = Array.from({ length: steps }, (_, t) => t).filter((t) => squaredUpdate[t] !== 0);
  const away = moving.filter((t) => squaredDistance[t] !== 0);
  const cosines = away.map((t) => innerProduct[t]! / Math.sqrt(squaredDistance[t]! * squaredUpdate[t]!));
  const alignments = moving.map((t) => innerProduct[t]! / (eta(t) * squaredUpdate[t]!));
  return {
    cosMedian: median(cosines),
    cosP05: quantile(cosines, 0.05),
    alignmentMedian: median(alignments),
  };
}
