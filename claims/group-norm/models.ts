import type * as tf from '@tensorflow/tfjs-core';
import {
  type ParameterSpecs,
  residualLayers,
  residualLogits,
  type ResidualNetwork,
  residualSpecs,
  type TensorRecord,
} from 'claimcheck/nn';
import { logitsOf, type NetworkSize, type Normalizer, normalizedLayers, parameterSpecs } from './network.ts';

/** The network of a tier and what of it depends on its size. */
export interface ModelSize extends NetworkSize {
  /** `small`: three blocks of the given widths; `resnet-18`: with 3x3 stem, four stages of 64 to 512. Default `small`. */
  readonly network?: 'small' | 'resnet-18';
}

export interface Model {
  readonly specs: ParameterSpecs;
  /** Normalised layers and their channels. */
  readonly layers: readonly { readonly name: string; readonly channels: number }[];
  /** Images [R, B, H, W, 3] to logits [R, B, 10]. */
  readonly logits: (params: TensorRecord, images: tf.Tensor, normalize: Normalizer) => tf.Tensor;
  /** Groups that group normalization makes of so many channels unless it is told otherwise. */
  readonly groupsOf: (channels: number) => number;
}

/** The last gamma of each block starts at 0 (section 4.1 of the paper). */
const large: ResidualNetwork = { lastGamma: 0 };

export function modelOf(size: ModelSize): Model {
  if (size.network === 'resnet-18') {
    return {
      specs: residualSpecs(large),
      layers: residualLayers(large),
      logits: (params, images, normalize) =>
        residualLogits(params, images, large, { normalize: (name, x) => normalize(name, x, params) }),
      // The paper's 32 groups, but of at least 4 channels.
      groupsOf: (channels) => Math.min(32, channels / 4),
    };
  }
  return {
    specs: parameterSpecs(size),
    layers: normalizedLayers(size),
    logits: (params, images, normalize) => logitsOf(params, images, size, normalize),
    groupsOf: (channels) => Math.min(8, channels / 2),
  };
}
