import * as tf from '@tensorflow/tfjs-core';
import type { NdRecord, Seed } from 'claimcheck';
import {
  adam,
  adamSlots,
  dense,
  denseSpecs,
  initialize,
  normal,
  type ParameterSpecs,
  rmsprop,
  rmspropSlots,
  sgd,
  sgdSlots,
  type TensorRecord,
  type Updated,
} from 'claimcheck/nn';

const activations = {
  tanh: (z: tf.Tensor) => tf.tanh(z),
  relu: (z: tf.Tensor) => tf.relu(z),
  sigmoid: (z: tf.Tensor) => tf.sigmoid(z),
  elu: (z: tf.Tensor) => tf.elu(z),
  sine: (z: tf.Tensor) => tf.sin(z),
} as const;

export interface NetworkSetting {
  readonly activation: keyof typeof activations;
  /** Widths of the hidden layers. */
  readonly hidden: readonly number[];
  /** Standard deviation of the first layer's weights and biases. Default 1 / sqrt(fan-in), as in every other layer. */
  readonly firstStd?: number;
}

/** Of arms that are trained on all samples at once; the rest is their network's and the tier's. */
export const fullBatch = { optimizer: 'adam', batch: 'all', weights: 'N(0, 1 / fan-in)' } as const;

/** A multilayer perceptron: weights and biases from N(0, 1 / fan-in). */
export function networkOf({ activation, hidden, firstStd }: NetworkSetting, inputs: number, outputs: number) {
  const widths = [inputs, ...hidden, outputs];
  const last = hidden.length;
  const layers = widths.slice(1).map((width, layer) => {
    const std = layer === 0 && firstStd !== undefined ? firstStd : 1 / Math.sqrt(widths[layer]!);
    return denseSpecs(`layer${layer}`, widths[layer]!, width, { weight: normal(std), bias: normal(std) });
  });
  const specs: ParameterSpecs = Object.fromEntries(layers.flatMap((layer) => Object.entries(layer)));
  const predict = (params: TensorRecord, x: tf.Tensor): tf.Tensor => {
    let h = x;
    for (let layer = 0; layer <= last; layer++) {
      const z = dense(h, params[`layer${layer}/weight`]!, params[`layer${layer}/bias`]);
      h = layer === last ? z : activations[activation](z);
    }
    return h;
  };
  return { names: Object.keys(specs), predict, start: (seeds: readonly Seed[]) => initialize(seeds, specs) };
}

export interface OptimizerSetting {
  readonly by: 'adam' | 'rmsprop' | 'sgd';
  readonly learningRate: number;
  /** Of `sgd`. Default 0. */
  readonly momentum?: number;
  /** Samples of a minibatch. Default: all. */
  readonly batchSize?: number;
}

/** Slots of an optimizer at the start, and its update. */
export function optimizerOf({ by, learningRate, momentum = 0 }: OptimizerSetting) {
  const slots = (params: NdRecord): NdRecord => {
    if (by === 'adam') return adamSlots(params);
    return by === 'rmsprop' ? rmspropSlots(params) : sgdSlots(params, { momentum });
  };
  const update = (
    params: TensorRecord,
    gradients: TensorRecord,
    state: TensorRecord,
    stepIndex: tf.Tensor,
  ): Updated => {
    if (by === 'adam') return adam(params, gradients, state, { learningRate, stepIndex });
    if (by === 'rmsprop') return rmsprop(params, gradients, state, { learningRate });
    return sgd(params, gradients, state, { learningRate, momentum });
  };
  return { slots, update };
}
