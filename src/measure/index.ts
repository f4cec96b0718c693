export { mean, median, quantile } from '#core';
export { binnedEntropy } from './binned-entropy.ts';
export { destabilizations } from './destabilizations.ts';
export { relativeSpectralErrors, amplitudes, discreteFourier } from './discrete-fourier.ts';
export { exponentialRate } from './exponential-rate.ts';
export { signChanges, type ExponentialSum } from './exponential-sum.ts';
export { firstPassages, leastRatio } from './first-passages.ts';
export { effectiveTemperature } from './fluctuation-dissipation.ts';
export { gaussianBall, gaussianEnlargement, normalCdf, normalQuantile } from './gaussian-measure.ts';
export { gaussianFilter } from './gaussian-filter.ts';
export {
  extrapolationError,
  impulseResponse,
  type LinearSystem,
  memorylessLosses,
} from './impulse-response.ts';
export { linearFit } from './linear-fit.ts';
export { excessKurtosis, gammaDecay } from './gamma-decay.ts';
export { nonnegativeLeastSquares } from './nonnegative-least-squares.ts';
export { linesOfPoints, pointMeasures } from './point-measures.ts';
export { powerLaw } from './power-law.ts';
/** @public */
export type { PowerLaw } from './power-law.ts';
export { randomWalkDrops } from './random-walk-distances.ts';
export { rankCorrelation } from './rank-correlation.ts';
export {
  gammaFromDistances,
  gammaFromUpdates,
  regularityBound,
  regularityGamma,
} from './regularity-gamma.ts';
export { replicaDistance } from './replica-distance.ts';
export {
  effectiveLearningRate,
  effectiveRateRecursionResidual,
  fewestGrowthSteps,
  normRecursionResidual,
  stepAngle,
  effectiveGradientNorm,
} from './scale-invariance.ts';
export { medianOfLast, stepsToReach, tailMean } from './series-ends.ts';
export { equilibriumAngle, equilibriumNorm, relaxationSteps } from './spherical-equilibrium.ts';
export {
  periodMinima,
  summarizeDestabilizations,
  type DestabilizationSummary,
  intervalCv,
} from './summarize-destabilizations.ts';
export { subsample } from './subsample.ts';
export { leastSquares, svdAccuracy, thinSvd } from './thin-svd.ts';
export { updateAlignment } from './update-alignment.ts';
export { windowMean } from './window-mean.ts';
export { zigzag } from './zigzag.ts';
