import * as tf from '@tensorflow/tfjs-core';
import type { NdRecord, Seed } from 'claimcheck';
import { realImages, type Split, stackSeeds, textures } from 'claimcheck/data';
import {
  batchNorm,
  conv,
  convSpecs,
  dense,
  denseSpecs,
  filled,
  globalAveragePool,
  type ParameterSpecs,
  residualLogits,
  residualSpecs,
  scaleShiftSpecs,
  selectOwn,
  selectShared,
  type TensorRecord,
} from 'claimcheck/nn';

/** A residual network with batch normalization and the images that it is trained on. */
export interface ImageModel {
  readonly specs: ParameterSpecs;
  /** [R, B, 10] of images [R, B, H, W, 3], normalised by their own statistics. */
  readonly logitsOf: (params: TensorRecord, images: tf.Tensor) => tf.Tensor;
  readonly data: (seeds: readonly Seed[], split: Split) => NdRecord;
  /** How a step takes its samples from the data. */
  readonly select: typeof selectOwn;
  readonly samples: Readonly<Record<Split, number>>;
  readonly batch: Readonly<Record<Split, number>>;
  readonly epochs: number;
}

const widths = [8, 16] as const;
const layers = ['stem', '0/first', '0/second', 'down', '1/first', '1/second'];

const channelsOf = (name: string): number =>
  name === 'stem' || name.startsWith('0/') ? widths[0] : widths[1];
const inputsOf = (name: string): number =>
  name === 'stem' ? 3 : name === 'down' ? widths[0] : channelsOf(name);

/** Two residual blocks with batch normalization, of 8 and 16 channels; about 8k weights. */
const specs: ParameterSpecs = Object.assign(
  {},
  ...layers.map((name) => ({
    ...convSpecs(name, 3, inputsOf(name), channelsOf(name)),
    ...scaleShiftSpecs(name, channelsOf(name), 5),
  })),
  denseSpecs('head', widths[1], 10, { bias: filled(0) }),
) as ParameterSpecs;

function logitsOf(params: TensorRecord, images: tf.Tensor): tf.Tensor {
  const layer = (name: string, x: tf.Tensor, strides = 1): tf.Tensor =>
    batchNorm(conv(x, params[`${name}/weight`]!, { strides }), {
      gamma: params[`${name}/gamma`],
      beta: params[`${name}/beta`],
    }).y;
  const block = (name: string, x: tf.Tensor): tf.Tensor =>
    tf.relu(tf.add(x, layer(`${name}/second`, tf.relu(layer(`${name}/first`, x)))));
  const fine = block('0', tf.relu(layer('stem', images)));
  const coarse = block('1', tf.relu(layer('down', fine, 2)));
  return dense(globalAveragePool(coarse), params['head/weight']!, params['head/bias']);
}

/** Procedural textures, drawn for every seed. */
export const small: ImageModel = {
  specs,
  logitsOf,
  data: (seeds, split) =>
    stackSeeds(seeds, (seed) =>
      textures(seed, { samples: small.samples[split], split, size: 8, patch: 7, noiseStd: 1.2 }),
    ),
  select: selectOwn,
  samples: { train: 2048, test: 1000 },
  batch: { train: 128, test: 250 },
  epochs: 8,
};

/** ResNet-18 on CIFAR-10, the same images for all seeds. */
export function photographs(samples = { train: 50_000, test: 10_000 }, folder?: string): ImageModel {
  return {
    specs: residualSpecs(),
    logitsOf: (params, images) =>
      residualLogits(params, images, {}, { normalize: (_, x, affine) => batchNorm(x, affine).y }),
    data: (_, split) => {
      const sizes = { trainSamples: samples.train, testSamples: samples.test };
      const { x, y, testX, testY } = realImages('cifar-10', { ...sizes, folder });
      return split === 'train' ? { x, y } : { x: testX, y: testY };
    },
    select: selectShared,
    samples,
    batch: { train: 8192, test: 250 },
    epochs: 60,
  };
}
