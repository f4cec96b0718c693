import * as tf from '@tensorflow/tfjs-core';
import type { NdRecord, Seed } from 'claimcheck';
import { gaussianClusters, type Split, stackSeeds } from 'claimcheck/data';
import {
  batchNorm,
  batchNormWith,
  dense,
  filled,
  globalNorm,
  heNormal,
  type ParameterSpecs,
  type TensorRecord,
  withFrobeniusNorm,
} from 'claimcheck/nn';

export interface Network {
  /** Neurons of each of the two hidden layers. Default 32. */
  readonly width?: number;
  /** Batch normalization after both hidden layers. Default true. */
  readonly normalized?: boolean;
  /** Train the last layer and the affine parameters of the normalization too. Default false. */
  readonly trainable?: boolean;
}

export const inputs = 16;
export const classes = 4;
/** Names of the weights whose norm and gradient are recorded: all that normalization makes scale-invariant. */
export const scaleInvariant = ['hidden1', 'hidden2'];

/** Statistics of 64 float32 samples need no guard; a larger epsilon would break scale invariance. */
const epsilon = 1e-12;

/**
 * The fully scale-invariant MLP: every trained weight is followed by batch normalization without affine parameters; the
 * last layer is frozen at Frobenius norm 10, as in the paper's code, so that a small training loss is within reach.
 */
export function parametersOf({ width = 32, trainable = false }: Network): ParameterSpecs {
  const row = [1, width];
  const affine = {
    gamma1: { shape: row, initialiser: filled(1) },
    beta1: { shape: row, initialiser: filled(0) },
    gamma2: { shape: row, initialiser: filled(1) },
    beta2: { shape: row, initialiser: filled(0) },
  };
  return {
    hidden1: { shape: [inputs, width], initialiser: heNormal },
    hidden2: { shape: [width, width], initialiser: heNormal },
    output: { shape: [width, classes], initialiser: withFrobeniusNorm(10, heNormal) },
    ...(trainable && affine),
  };
}

export const frozenOf = ({ trainable = false }: Network): string[] => (trainable ? [] : ['output']);

/** A network in training: where it starts, what of it moves, and what it computes. */
export interface Model {
  readonly specs: ParameterSpecs;
  readonly frozen: readonly string[];
  /** Weights whose norm and gradient are recorded. */
  readonly scaleInvariant: string[];
  /** Logits [R, B, C] of inputs [R, B, ...]. */
  readonly logits: (params: TensorRecord, x: tf.Tensor) => tf.Tensor;
}

export function mlp(network: Network): Model {
  return {
    specs: parametersOf(network),
    frozen: frozenOf(network),
    scaleInvariant,
    logits: (params, x) => logitsOf(params, x, network),
  };
}

/** Logits [R, N, C] of `x`, and of `test` by the batch statistics of `x`. */
export function forward(params: TensorRecord, x: tf.Tensor, network: Network, test = x) {
  const { normalized = true } = network;
  const layer = (index: 1 | 2, points: readonly tf.Tensor[]): tf.Tensor[] => {
    const [z, zTest] = points.map((point) => dense(point, params[`hidden${index}`]!)) as [
      tf.Tensor,
      tf.Tensor,
    ];
    if (!normalized) return [tf.relu(z), tf.relu(zTest)];
    const options = { epsilon, gamma: params[`gamma${index}`], beta: params[`beta${index}`] };
    const { y, ...statistics } = batchNorm(z, options);
    return [tf.relu(y), tf.relu(batchNormWith(zTest, statistics, options))];
  };
  const [last, lastTest] = layer(2, layer(1, [x, test])) as [tf.Tensor, tf.Tensor];
  const output = params['output']!;
  return { logits: dense(last, output), testLogits: dense(lastTest, output) };
}

/** Logits [R, N, C] in training. */
export function logitsOf(params: TensorRecord, x: tf.Tensor, { normalized = true }: Network): tf.Tensor {
  const hidden = (input: tf.Tensor, index: 1 | 2): tf.Tensor => {
    const z = dense(input, params[`hidden${index}`]!);
    const affine = { gamma: params[`gamma${index}`], beta: params[`beta${index}`] };
    return tf.relu(normalized ? batchNorm(z, { epsilon, ...affine }).y : z);
  };
  return dense(hidden(hidden(x, 1), 2), params['output']!);
}

/** The scale-invariant weights put to the norm `target` [R], the other parameters as they are. */
export function withNorm(params: TensorRecord, target: tf.Tensor, names = scaleInvariant): TensorRecord {
  const factor = tf.div(target, globalNorm(params, names));
  const scaled = names.map((name) => {
    const ones = params[name]!.shape.slice(1).map(() => 1);
    return [name, tf.mul(params[name]!, tf.reshape(factor, [-1, ...ones]))] as const;
  });
  return { ...params, ...Object.fromEntries(scaled) };
}

/** Points of 4 classes, each the union of 4 Gaussian clusters. */
export function clusters(seeds: readonly Seed[], samples: number, split: Split = 'train'): NdRecord {
  return stackSeeds(seeds, (seed) =>
    gaussianClusters(seed, { samples, dimensions: inputs, classes, clustersPerClass: 4, split }),
  );
}
