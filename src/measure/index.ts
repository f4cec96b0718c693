export { binnedEntropy } from './binned-entropy.ts';
export {
  destabilizations,
  type Destabilization,
  type Destabilizations,
  type DestabilizationSeries,
} from './destabilizations.ts';
export { amplitudes, discreteFourier, relativeSpectralErrors, type Spectrum } from './discrete-fourier.ts';
export { errorRate } from './error-rate.ts';
export { exponentialRate, type ExponentialOptions } from './exponential-rate.ts';
export {
  derivativeOf,
  exponentialSumAt,
  signChanges,
  type ExponentialSum,
  type SignChange,
} from './exponential-sum.ts';
export { firstPassages, leastRatio, type PassageOptions } from './first-passages.ts';
export { effectiveTemperature, type EffectiveTemperature } from './fluctuation-dissipation.ts';
export { gaussianBall, gaussianEnlargement, normalCdf, normalQuantile } from './gaussian-measure.ts';
export { gaussianFilter } from './gaussian-filter.ts';
export {
  extrapolationError,
  impulseResponse,
  type LinearSystem,
  memorylessLosses,
} from './impulse-response.ts';
export { linearFit, type LinearFit } from './linear-fit.ts';
export { excessKurtosis, gammaDecay, type GammaDecayTerms } from './gamma-decay.ts';
export { nonnegativeLeastSquares } from './nonnegative-least-squares.ts';
export { mean, median, quantile } from './order-statistics.ts';
export { linesOfPoints, pointMeasures, type PlotPoint } from './point-measures.ts';
export { randomWalkDrops } from './random-walk-distances.ts';
export { rankCorrelation } from './rank-correlation.ts';
export {
  gammaFromDistances,
  gammaFromUpdates,
  regularityBound,
  regularityGamma,
  type DistanceSeries,
  type GammaSummary,
  type UpdateSeries,
} from './regularity-gamma.ts';
export { replicaDistance } from './replica-distance.ts';
export {
  effectiveGradientNorm,
  effectiveLearningRate,
  effectiveRateRecursionResidual,
  fewestGrowthSteps,
  normRecursionResidual,
  stepAngle,
  type ScaleInvariantRun,
} from './scale-invariance.ts';
export { medianOfLast, stepsToReach, tailMean, type ReachOptions } from './series-ends.ts';
export {
  equilibriumAngle,
  equilibriumNorm,
  relaxationSteps,
  type DecaySetting,
} from './spherical-equilibrium.ts';
export {
  intervalCv,
  periodMinima,
  summarizeDestabilizations,
  type DestabilizationSummary,
} from './summarize-destabilizations.ts';
export { thin, type Line } from './thin.ts';
export { leastSquares, svdAccuracy, thinSvd, type ThinSvd } from './thin-svd.ts';
export { updateAlignment, type AlignmentSeries, type AlignmentSummary } from './update-alignment.ts';
export { windowMean } from './window-mean.ts';
export { zigzag, type Rise } from './zigzag.ts';
