export { accuracy, errorCount } from './accuracy.ts';
export { activate, type ActivationName } from './activations.ts';
export { adamSlots, adam, adamW } from './adam.ts';
export { batchNorm, batchNormWith, runningAverage } from './batch-norm.ts';
export { clipGradients } from './clip-gradients.ts';
export { conv, conv1d } from './conv.ts';
export { cropAndFlip } from './crop-and-flip.ts';
export { dense } from './dense.ts';
export { embedding } from './embedding.ts';
export { float64Gradients, type Float64Mlp } from './float64-mlp.ts';
export { float64Layerwise, float64Norm, float64Start, type Float64Rule } from './float64-layerwise.ts';
export { globalNorm, squaredNorm } from './global-norm.ts';
export { groupNorm, layerNorm, featureNorm, instanceNorm } from './group-norm.ts';
export { hessianVectorProduct } from './hessian-vector-product.ts';
export {
  uniformFanIn,
  normal,
  filled,
  withFrobeniusNorm,
  heNormal,
  glorotNormal,
  uniform,
  type Initialiser,
  glorotUniform,
} from './initialisers.ts';
export { initialize, type ParameterSpec, type ParameterSpecs } from './initialize.ts';
export { lambSlots, lamb } from './lamb.ts';
export { larsSlots, lars } from './lars.ts';
export { isBiasOrNorm } from './layerwise.ts';
export { meanSquaredError } from './mean-squared-error.ts';
export { minibatchOf } from './minibatch-of.ts';
export { statisticsOf } from './normalize.ts';
export type { Updated } from './optimizer-options.ts';
export { denseSpecs, convSpecs, conv1dSpecs, scaleShiftSpecs } from './parameter-specs.ts';
export { maxPool, averagePool, globalAveragePool } from './pool.ts';
export { unroll, type RecurrentCell, linearCell, tanhCell, gruCell, lstmCell } from './recurrent.ts';
export {
  residualLayers,
  residualSpecs,
  residualLogits,
  type ResidualNetwork,
  type LayerNormalizer,
} from './residual-network.ts';
export { replicaDot, replicaScale } from './replica-vectors.ts';
export { rmspropSlots, rmsprop } from './rmsprop.ts';
export { runningSpecs, collectingBatchNorm, runningBatchNorm } from './running-statistics.ts';
export { scaleShift, type ScaleShift } from './scale-shift.ts';
export { stepDecay, cosine, scheduleInput, type Schedule, constant, warmUp } from './schedules.ts';
export { selectShared, selectOwn } from './select-rows.ts';
export { selfAttention } from './self-attention.ts';
export { sgdSlots, sgd } from './sgd.ts';
export { sharpness } from './sharpness.ts';
/** @public */
export type { Sharpness } from './sharpness.ts';
export { softmaxCrossEntropy, softmaxCrossEntropies } from './softmax-cross-entropy.ts';
export { withPrefix, under, type TensorRecord } from './tensor-record.ts';
export { valueAndGradients } from './value-and-gradients.ts';
export type { NormClip } from './trust-ratio.ts';
