export * from './accuracy.ts';
export * from './activations.ts';
export * from './adam.ts';
export { affineNorm, type AffineNormOptions } from './affine-norm.ts';
export * from './batch-norm.ts';
export * from './clip-gradients.ts';
export * from './conv.ts';
export * from './crop-and-flip.ts';
export * from './dense.ts';
export * from './embedding.ts';
export { float64Gradients, type Float64Gradients, type Float64Mlp } from './float64-mlp.ts';
export {
  float64Layerwise,
  float64Norm,
  float64Start,
  type Float64Rule,
  type Float64State,
} from './float64-layerwise.ts';
export { globalNorm, squaredNorm } from './global-norm.ts';
export * from './group-norm.ts';
export * from './hessian-vector-product.ts';
export * from './initialisers.ts';
export * from './initialize.ts';
export * from './lamb.ts';
export * from './lars.ts';
export { isBiasOrNorm, trustRatio, type LayerwiseOptions, type NormClip } from './layerwise.ts';
export * from './mean-squared-error.ts';
export { minibatchOf, type Minibatch } from './minibatch-of.ts';
export { normalize, statisticsOf, type Statistics } from './normalize.ts';
export type { OptimizerOptions, Rate, Updated } from './optimizer-options.ts';
export * from './parameter-specs.ts';
export * from './pool.ts';
export * from './recurrent.ts';
export * from './residual-network.ts';
export * from './rmsprop.ts';
export * from './running-statistics.ts';
export * from './scale-shift.ts';
export * from './schedules.ts';
export * from './select-rows.ts';
export * from './self-attention.ts';
export * from './sgd.ts';
export * from './softmax-cross-entropy.ts';
export * from './tensor-record.ts';
export {
  valueAndGradients,
  type GradientOptions,
  type LossOutput,
  type ValueAndGradients,
} from './value-and-gradients.ts';
