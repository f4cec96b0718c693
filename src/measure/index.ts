export {
  destabilizations,
  type Destabilization,
  type Destabilizations,
  type DestabilizationSeries,
} from './destabilizations.ts';
export { errorRate } from './error-rate.ts';
export { mean, median, quantile } from './order-statistics.ts';
export {
  gammaFromDistances,
  gammaFromUpdates,
  regularityBound,
  regularityGamma,
  type DistanceSeries,
  type GammaSummary,
  type UpdateSeries,
} from './regularity-gamma.ts';
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
  intervalCv,
  periodMinima,
  summarizeDestabilizations,
  type DestabilizationSummary,
} from './summarize-destabilizations.ts';
export { thin, type Line } from './thin.ts';
export { updateAlignment, type AlignmentSeries, type AlignmentSummary } from './update-alignment.ts';
export { zigzag, type Rise } from './zigzag.ts';
