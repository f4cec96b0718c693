import * as tf from '@tensorflow/tfjs-core';
import {
  activate,
  type ActivationName,
  averagePool,
  batchNorm,
  conv,
  dense,
  filled,
  globalAveragePool,
  heNormal,
  maxPool,
  type ParameterSpecs,
  residualLogits,
  type ResidualNetwork,
  residualSpecs,
  scaleShift,
  type ScaleShift,
  type TensorRecord,
  uniformFanIn,
} from 'claimcheck/nn';
import { byPixel, deepUnet, upsampled, vgg16 } from './large-networks.ts';

/** What the claims switch on and off. Every other thing about two networks of a kind is the same. */
export interface Techniques {
  /** Of hidden layers. Default `relu`. */
  readonly activation?: ActivationName;
  /**
   * After each hidden product: batch normalization with scale and shift; the scale and shift alone, as a placebo; or
   * nothing (default).
   */
  readonly after?: 'batchNorm' | 'scaleShift' | 'nothing';
  /** Shortcuts: around hidden layers (mlp), around pairs of convolutions (cnn), from encoder to decoder (unet). */
  readonly skip?: boolean;
  /** `small`: uniform on +-1/sqrt(fan-in), weights and biases (default). `he`: normal(0, 2/fan-in), biases 0. */
  readonly init?: 'small' | 'he';
  /** Between the blocks of the cnn: `max` (default), or `average`, which leaves a network without activations linear. */
  readonly pool?: 'max' | 'average';
}

/** One trainable layer: a product with a weight [fanIn, out] or a filter [3, 3, from, out]. */
export interface Layer {
  readonly name: string;
  readonly shape: readonly number[];
  /** The last layer has neither activation nor normalization. */
  readonly last?: boolean;
}

/** A kind of network: its layers, and how they are put together. */
export interface Architecture {
  readonly layers: (techniques: Techniques) => readonly Layer[];
  /** Logits [R, B, C] of inputs [R, B, ...]; `apply` is a layer with all that comes after it. */
  readonly forward: (x: tf.Tensor, apply: Apply, techniques: Techniques) => tf.Tensor;
}

type Apply = (name: string, x: tf.Tensor) => tf.Tensor;

const hiddenLayers = 7;

/** 32 - 48 - ... - 48 - 10, 7 hidden layers, about 16k parameters. */
const mlp: Architecture = {
  layers: () =>
    Array.from({ length: hiddenLayers + 1 }, (_, layer) => ({
      name: `${layer}`,
      shape: [layer === 0 ? 32 : 48, layer === hiddenLayers ? 10 : 48],
      last: layer === hiddenLayers,
    })),
  forward: (x, apply, { skip }) => {
    let h = apply('0', x);
    for (let layer = 1; layer < hiddenLayers; layer++) {
      const branch = apply(`${layer}`, h);
      h = skip ? tf.add(h, branch) : branch;
    }
    return apply(`${hiddenLayers}`, h);
  },
};

const cnnWidth = 8;
const blocks = 3;

/** A stem and three pairs of 3x3 convolutions of 8 channels, max pooling between them: VGG-like, or with `skip` ResNet-like. */
const cnn: Architecture = {
  layers: () => [
    { name: 'stem', shape: [3, 3, 3, cnnWidth] },
    ...Array.from({ length: blocks }, (_, block) => ['first', 'second'].map((part) => `${block}/${part}`))
      .flat()
      .map((name) => ({ name, shape: [3, 3, cnnWidth, cnnWidth] })),
    { name: 'head', shape: [cnnWidth, 10], last: true },
  ],
  forward: (x, apply, { skip, pool = 'max' }) => {
    const shrink = pool === 'max' ? maxPool : averagePool;
    let h = apply('stem', x);
    for (let block = 0; block < blocks; block++) {
      const branch = apply(`${block}/second`, apply(`${block}/first`, h));
      h = skip ? tf.add(h, branch) : branch;
      if (block < blocks - 1) h = shrink(h, { size: 2 });
    }
    return apply('head', globalAveragePool(h));
  },
};

/** Two levels down and up, 8, 16 and 16 channels; a decoder sees the encoder's map of its level only with `skip`. */
const unet: Architecture = {
  layers: ({ skip = false }) => [
    { name: 'down0', shape: [3, 3, 1, 8] },
    { name: 'down1', shape: [3, 3, 8, 16] },
    { name: 'middle0', shape: [3, 3, 16, 16] },
    { name: 'middle1', shape: [3, 3, 16, 16] },
    { name: 'up1', shape: [3, 3, skip ? 32 : 16, 16] },
    { name: 'up0', shape: [3, 3, skip ? 24 : 16, 8] },
    { name: 'head', shape: [1, 1, 8, 3], last: true },
  ],
  forward: (x, apply, { skip }) => {
    const fine = apply('down0', x);
    const coarse = apply('down1', maxPool(fine, { size: 2 }));
    const middle = apply('middle1', apply('middle0', maxPool(coarse, { size: 2 })));
    const joined = (h: tf.Tensor, encoder: tf.Tensor): tf.Tensor => {
      const doubled = upsampled(h);
      return skip ? tf.concat([doubled, encoder], 4) : doubled;
    };
    const up = apply('up0', joined(apply('up1', joined(middle, coarse)), fine));
    return byPixel(apply('head', up));
  },
};

const architectures = { mlp, cnn, unet, vgg16, deepUnet };

/** The first three are small; `vgg16`, `resnet18` and `deepUnet` are those of the paper tier. */
export type NetworkName = keyof typeof architectures | 'resnet18';

/** ResNet-18 for images of 32x32; its layers have no bias but that of a normalization. */
const residual = ({ after = 'nothing', skip = false, init = 'small' }: Techniques): ResidualNetwork => ({
  shortcuts: skip,
  filter: init === 'small' ? uniformFanIn() : heNormal,
  affine: after === 'nothing' ? ['beta'] : ['gamma', 'beta'],
});

export function parameterSpecs(network: NetworkName, techniques: Techniques): ParameterSpecs {
  if (network === 'resnet18') return residualSpecs(residual(techniques));
  const { after = 'nothing', init = 'small' } = techniques;
  const specs: Record<string, ParameterSpecs[string]> = {};
  for (const { name, shape, last } of architectures[network].layers(techniques)) {
    const fanIn = shape.slice(0, -1).reduce((product, extent) => product * extent, 1);
    const channels = [...shape.slice(0, -1).map(() => 1), shape.at(-1)!];
    specs[`weight${name}`] = { shape, initialiser: init === 'small' ? uniformFanIn() : heNormal };
    specs[`bias${name}`] = {
      shape: channels,
      initialiser: init === 'small' ? uniformFanIn(fanIn) : filled(0),
    };
    if (after === 'nothing' || last) continue;
    specs[`gamma${name}`] = { shape: channels, initialiser: filled(1) };
    specs[`beta${name}`] = { shape: channels, initialiser: filled(0) };
  }
  return specs;
}

const normalized = (z: tf.Tensor, affine: ScaleShift): tf.Tensor => batchNorm(z, affine).y;

export function logitsOf(
  network: NetworkName,
  params: TensorRecord,
  x: tf.Tensor,
  techniques: Techniques,
): tf.Tensor {
  const { after = 'nothing', activation = 'relu' } = techniques;
  const normalize = after === 'batchNorm' ? normalized : scaleShift;
  if (network === 'resnet18') {
    return residualLogits(params, x, residual(techniques), {
      normalize: (_, z, affine) => normalize(z, affine),
      activation: (z) => activate(activation, z),
    });
  }
  const { layers, forward } = architectures[network];
  const last = layers(techniques).find((layer) => layer.last)!.name;
  const apply: Apply = (name, h) => {
    const weight = params[`weight${name}`]!;
    const bias = params[`bias${name}`];
    const z = weight.rank === 3 ? dense(h, weight, bias) : conv(h, weight, { bias });
    if (name === last) return z;
    const affine = { gamma: params[`gamma${name}`], beta: params[`beta${name}`] };
    return activate(activation, normalize(z, affine));
  };
  return forward(x, apply, techniques);
}
