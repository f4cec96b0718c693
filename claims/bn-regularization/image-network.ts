import * as tf from '@tensorflow/tfjs-core';
import {
  accuracy,
  batchNorm,
  collectingBatchNorm,
  minibatchOf,
  residualLogits,
  residualSpecs,
  runningBatchNorm,
  sgd,
  softmaxCrossEntropies,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from 'claimcheck/nn';
import type { Learning } from './network.ts';

export const momentum = 0.9;
export const weightDecay = 5e-4;

export const imageSpecs = residualSpecs();
const names = Object.keys(imageSpecs);
const gammas = names.filter((name) => name.endsWith('/gamma'));
/** Weight decay acts on the kernels alone, so that nothing but the claim's own decay pulls at the gammas. */
const withoutDecay = names.filter((name) => !name.endsWith('/weight'));

const parametersOf = (state: TensorRecord): TensorRecord =>
  Object.fromEntries(names.map((name) => [name, state[name]!]));

/** Sum of gamma^2 per replica. */
function squaredGammas(params: TensorRecord): tf.Tensor {
  return tf.addN(gammas.map((name) => tf.sum(tf.square(params[name]!), [1, 2, 3, 4])));
}

const channels = gammas.reduce((sum, name) => sum + imageSpecs[name]!.shape.at(-1)!, 0);

/**
 * The loss of the first `chosen` of the images: with the statistics of chunks of `over` of them, or of all images that
 * are given, which stand for the population.
 */
function dataLoss(
  params: TensorRecord,
  x: tf.Tensor,
  y: tf.Tensor,
  over: Learning['statisticsOver'],
  chosen: number,
) {
  const workers = over === 'population' ? 1 : x.shape[1]! / over;
  const logits = residualLogits(
    params,
    x,
    {},
    {
      normalize: (_, z, affine) => batchNorm(z, { ...affine, workers }).y,
    },
  );
  const losses = softmaxCrossEntropies(logits, y);
  const [replicas] = losses.shape as [number];
  return tf.mean(tf.slice(losses, [0, 0], [replicas, chosen]), 1);
}

/** One step of SGD with momentum on ResNet-18; the gradient is that of the first `batchSize` images in every arm. */
export function imageStep({ statisticsOver, zeta = 0 }: Learning, batchSize: number) {
  return (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const { x, y } = minibatchOf(data, input);
    const { loss, gradients } = valueAndGradients((params) => {
      const ofData = dataLoss(params, x, y, statisticsOver, batchSize);
      return { loss: zeta === 0 ? ofData : tf.add(ofData, tf.mul(squaredGammas(params), zeta)) };
    }, parametersOf(state));
    const options = { learningRate: input['learningRate']!, momentum, weightDecay, withoutDecay };
    const next = sgd(parametersOf(state), gradients, state, options);
    return { state: { ...next.slots, ...next.params }, metrics: { loss } };
  };
}

/** The statistics of all layers over one large batch, to be averaged: those of the population. */
export function layerStatistics(params: TensorRecord, input: TensorRecord, data: TensorRecord): TensorRecord {
  const collecting = collectingBatchNorm();
  residualLogits(params, minibatchOf(data, input).x, {}, collecting);
  return collecting.statistics;
}

/** Loss and accuracy of one batch with given statistics. */
export function evaluation(params: TensorRecord, input: TensorRecord, data: TensorRecord): TensorRecord {
  const { x, y } = minibatchOf(data, input);
  const logits = residualLogits(params, x, {}, { normalize: runningBatchNorm(params) });
  return { loss: softmaxCrossEntropy(logits, y), accuracy: accuracy(logits, y) };
}

/** Mean gamma^2 per replica. */
export function meanSquaredGamma(params: TensorRecord): TensorRecord {
  return { squaredGamma: tf.div(squaredGammas(params), channels) };
}
