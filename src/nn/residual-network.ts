import * as tf from '@tensorflow/tfjs-core';
import { conv } from './conv.ts';
import { dense } from './dense.ts';
import { filled, heNormal, type Initialiser, uniformFanIn } from './initialisers.ts';
import type { ParameterSpec, ParameterSpecs } from './initialize.ts';
import { convSpecs, denseSpecs } from './parameter-specs.ts';
import { globalAveragePool } from './pool.ts';
import type { ScaleShift } from './scale-shift.ts';
import type { TensorRecord } from './tensor-record.ts';

/** A residual network for small images; without any option ResNet-18 as it is trained on CIFAR-10. */
export interface ResidualNetwork {
  /** Channels of the stages; from the second on each starts with stride 2. Default 64, 128, 256, 512. */
  readonly widths?: readonly number[] | undefined;
  /** Default 2. */
  readonly blocksPerStage?: number | undefined;
  /** Channels of the images. Default 3. */
  readonly inputs?: number | undefined;
  /** Default 10. */
  readonly classes?: number | undefined;
  /** Default true; without them the same convolutions are a plain network. */
  readonly shortcuts?: boolean | undefined;
  /** Which parameters a normalization has. Default both; beta alone is a bias, for a network without normalization. */
  readonly affine?: readonly ('gamma' | 'beta')[] | undefined;
  /** Where gamma of the last normalization of a block starts: 0 makes blocks start as identity. Default 1. */
  readonly lastGamma?: number | undefined;
  /** Of all filters. Default `heNormal`. */
  readonly filter?: Initialiser | undefined;
}

/** Normalises the map `x` [R, B, H, W, C] of the layer `name`; the affine parameters are those that the network has. */
export type LayerNormalizer = (name: string, x: tf.Tensor, affine: ScaleShift) => tf.Tensor;

export interface ResidualForward {
  readonly normalize: LayerNormalizer;
  /** Default `tf.relu`. */
  readonly activation?: ((x: tf.Tensor) => tf.Tensor) | undefined;
}

/** A convolution with its normalization. */
interface Layer {
  readonly name: string;
  readonly size: number;
  readonly from: number;
  readonly to: number;
}

interface Block {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly strides: number;
}

const defaultWidths = [64, 128, 256, 512];

function blocksOf({ widths = defaultWidths, blocksPerStage = 2 }: ResidualNetwork): Block[] {
  return widths.flatMap((to, stage) =>
    Array.from({ length: blocksPerStage }, (_, block) => ({
      name: `stage${stage}/block${block}`,
      from: block === 0 ? widths[Math.max(0, stage - 1)]! : to,
      to,
      strides: stage > 0 && block === 0 ? 2 : 1,
    })),
  );
}

/** A block that changes the shape of its map has a 1x1 convolution in its shortcut (He et al. 2016, option B). */
const projects = ({ from, to, strides }: Block): boolean => from !== to || strides !== 1;

/** All convolutions in the order of the forward pass: their names and the channels that they give out. */
export function residualLayers(network: ResidualNetwork): { name: string; channels: number }[] {
  return layersOf(network).map(({ name, to }) => ({ name, channels: to }));
}

function layersOf(network: ResidualNetwork): Layer[] {
  const { widths = defaultWidths, inputs = 3, shortcuts = true } = network;
  const ofBlock = (block: Block): Layer[] => [
    { name: `${block.name}/first`, size: 3, from: block.from, to: block.to },
    { name: `${block.name}/second`, size: 3, from: block.to, to: block.to },
    ...(shortcuts && projects(block)
      ? [{ name: `${block.name}/shortcut`, size: 1, from: block.from, to: block.to }]
      : []),
  ];
  return [{ name: 'stem', size: 3, from: inputs, to: widths[0]! }, ...blocksOf(network).flatMap(ofBlock)];
}

/** `<layer>/weight`, `<layer>/gamma` and `<layer>/beta` of every convolution, `head/weight` and `head/bias`. */
export function residualSpecs(network: ResidualNetwork = {}): ParameterSpecs {
  const { widths = defaultWidths, classes = 10, lastGamma = 1, filter = heNormal } = network;
  const { affine = ['gamma', 'beta'] } = network;
  const specs: Record<string, ParameterSpec> = {};
  for (const { name, size, from, to } of layersOf(network)) {
    Object.assign(specs, convSpecs(name, size, from, to, { weight: filter }));
    const start = { gamma: name.endsWith('/second') ? lastGamma : 1, beta: 0 };
    for (const part of affine) {
      specs[`${name}/${part}`] = { shape: [1, 1, 1, to], initialiser: filled(start[part]) };
    }
  }
  const head = { weight: uniformFanIn(), bias: filled(0) };
  return { ...specs, ...denseSpecs('head', widths.at(-1)!, classes, head) };
}

/**
 * Logits [R, B, C] of images [R, B, H, W, inputs]: a 3x3 stem without pooling, stages of basic blocks, the mean over all
 * positions and a linear layer (He et al. 2016, section 4.2, with the widths of ResNet-18). Convolution, normalization
 * and activation in this order; a block's second activation comes after its shortcut.
 */
export function residualLogits(
  params: TensorRecord,
  images: tf.Tensor,
  network: ResidualNetwork,
  { normalize, activation = tf.relu }: ResidualForward,
): tf.Tensor {
  const layer = (name: string, x: tf.Tensor, strides: number): tf.Tensor =>
    normalize(name, conv(x, params[`${name}/weight`]!, { strides }), {
      gamma: params[`${name}/gamma`],
      beta: params[`${name}/beta`],
    });
  let x = activation(layer('stem', images, 1));
  for (const block of blocksOf(network)) {
    const { name, strides } = block;
    const branch = layer(`${name}/second`, activation(layer(`${name}/first`, x, strides)), 1);
    if (network.shortcuts === false) {
      x = activation(branch);
    } else {
      const shortcut = projects(block) ? layer(`${name}/shortcut`, x, strides) : x;
      x = activation(tf.add(branch, shortcut));
    }
  }
  return dense(globalAveragePool(x), params['head/weight']!, params['head/bias']);
}
