import { mean } from '#core';

/** E[z^4] - 3 of the standardised values: 0 for a Gaussian, at least -2; NaN for fewer than two distinct values. */
export function excessKurtosis(values: ArrayLike<number>): number {
  const center = mean(values);
  let squares = 0;
  let fourths = 0;
  for (let index = 0; index < values.length; index++) {
    const square = (values[index]! - center) ** 2;
    squares += square;
    fourths += square * square;
  }
  return (values.length * fourths) / (squares * squares) - 3;
}

export interface GammaDecayTerms {
  /** Samples that share batch statistics. */
  readonly batchSize: number;
  /** Excess kurtosis of the pre-activation. */
  readonly kurtosis: number;
  /** Mean of F''(output) z^2 over the data, z the standardised pre-activation: Fisher information of gamma. */
  readonly fisher: number;
  /** Mean of F''(output) over the data. */
  readonly curvature: number;
}

/**
 * Strength zeta of the penalty zeta gamma^2 that the noise of batch statistics amounts to (Luo et al. 2019, Theorem 1):
 * (kurtosis + 2) / (8 M) fisher, from the noise of the deviation, plus curvature / (2 M), from the noise of the mean.
 */
export function gammaDecay({ batchSize, kurtosis, fisher, curvature }: GammaDecayTerms): number {
  return ((kurtosis + 2) * fisher) / (8 * batchSize) + curvature / (2 * batchSize);
}
