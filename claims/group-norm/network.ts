import * as tf from '@tensorflow/tfjs-core';
import {
  conv,
  dense,
  filled,
  globalAveragePool,
  heNormal,
  normal,
  type ParameterSpecs,
  type TensorRecord,
} from 'claimcheck/nn';

/** Normalises the map `x` of the layer `name`. */
export type Normalizer = (name: string, x: tf.Tensor, params: TensorRecord) => tf.Tensor;

interface Block {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly strides: number;
}

/** Blocks that change the shape of the map project it for their shortcut. */
const projects = ({ from, to, strides }: Block): boolean => from !== to || strides !== 1;

/** Widths of a small residual network: a stem with stride 2, then one block per width. */
export interface NetworkSize {
  readonly widths: readonly [number, number, number];
  /** Gamma of the last normalization of each block at the start; default 0, as in the paper (section 4.1). */
  readonly lastGamma?: number;
}

const classes = 10;
const imageChannels = 3;

function blocksOf({ widths }: NetworkSize): Block[] {
  return widths.map((to, index) => ({
    name: `block${index}`,
    from: index === 0 ? widths[0] : widths[index - 1]!,
    to,
    strides: index === 0 ? 1 : 2,
  }));
}

/** Normalised layers and their channels, in the order of the forward pass. */
export function normalizedLayers(size: NetworkSize): { name: string; channels: number }[] {
  const ofBlock = (block: Block) => [
    { name: `${block.name}/first`, channels: block.to },
    { name: `${block.name}/second`, channels: block.to },
    ...(projects(block) ? [{ name: `${block.name}/shortcut`, channels: block.to }] : []),
  ];
  return [{ name: 'stem', channels: size.widths[0] }, ...blocksOf(size).flatMap(ofBlock)];
}

/** He initialisation; gamma is 1, but `lastGamma` in the last normalization of each block. */
export function parameterSpecs(size: NetworkSize): ParameterSpecs {
  const filter = (extent: number, from: number, to: number) => ({
    shape: [extent, extent, from, to],
    initialiser: heNormal,
  });
  const specs: Record<string, ParameterSpecs[string]> = {
    'stem/filter': filter(3, imageChannels, size.widths[0]),
  };
  for (const block of blocksOf(size)) {
    const { name, from, to } = block;
    specs[`${name}/first/filter`] = filter(3, from, to);
    specs[`${name}/second/filter`] = filter(3, to, to);
    if (projects(block)) specs[`${name}/shortcut/filter`] = filter(1, from, to);
  }
  for (const { name, channels } of normalizedLayers(size)) {
    const shape = [1, 1, 1, channels];
    specs[`${name}/gamma`] = {
      shape,
      initialiser: filled(name.endsWith('/second') ? (size.lastGamma ?? 0) : 1),
    };
    specs[`${name}/beta`] = { shape, initialiser: filled(0) };
  }
  const last = size.widths[2];
  specs['head/weight'] = { shape: [last, classes], initialiser: normal(Math.sqrt(1 / last)) };
  specs['head/bias'] = { shape: [1, classes], initialiser: filled(0) };
  return specs;
}

/** Images [R, B, H, W, 3] to logits [R, B, 10]. */
export function logitsOf(
  params: TensorRecord,
  images: tf.Tensor,
  size: NetworkSize,
  normalize: Normalizer,
): tf.Tensor {
  const layer = (name: string, x: tf.Tensor, strides: number): tf.Tensor =>
    normalize(name, conv(x, params[`${name}/filter`]!, { strides }), params);
  let x = tf.relu(layer('stem', images, 2));
  for (const block of blocksOf(size)) {
    const { name, strides } = block;
    const branch = layer(`${name}/second`, tf.relu(layer(`${name}/first`, x, strides)), 1);
    const shortcut = projects(block) ? layer(`${name}/shortcut`, x, strides) : x;
    x = tf.relu(tf.add(branch, shortcut));
  }
  return dense(globalAveragePool(x), params['head/weight']!, params['head/bias']);
}
