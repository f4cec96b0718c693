import * as tf from '@tensorflow/tfjs-core';
import {
  batchNorm,
  conv,
  convSpecs,
  dense,
  denseSpecs,
  filled,
  globalAveragePool,
  groupNorm,
  initialize,
  type ParameterSpecs,
  scaleShiftSpecs,
} from '#nn';
import type { TensorRecord } from '#engine';
import { crossEntropyOf, gradientStep } from './gradient-step.ts';
import { gpuFloors } from './gpu-floors.ts';
import { minibatches, noise, samples, wholeNumbers } from './minibatches.ts';
import type { BenchCase } from './types.ts';

interface Size {
  /** Height and width of the images. */
  readonly pixels: number;
  /** Channels of every layer. */
  readonly width: number;
  readonly batchSize: number;
  /** Groups of group normalization. Default: batch normalization. */
  readonly groups?: number;
  /** Replicas at which a GPU has floors. Default: none. */
  readonly gpuReplicas?: number;
}

const classes = 10;
/** Strides of the three 3x3 convolutions. */
const strides = [1, 2, 2] as const;

function specsOf({ width }: Size): ParameterSpecs {
  const layers = strides.map((_, layer) => ({
    ...convSpecs(`conv${layer}`, 3, layer === 0 ? 3 : width, width),
    ...scaleShiftSpecs(`norm${layer}`, width, 5),
  }));
  return Object.assign(
    {},
    ...layers,
    denseSpecs('head', width, classes, { bias: filled(0) }),
  ) as ParameterSpecs;
}

function logitsOf(params: TensorRecord, images: tf.Tensor, { groups }: Size): tf.Tensor {
  const features = strides.reduce((x, stride, layer) => {
    const map = conv(x, params[`conv${layer}/weight`]!, { strides: stride });
    const affine = { gamma: params[`norm${layer}/gamma`], beta: params[`norm${layer}/beta`] };
    return tf.relu(groups === undefined ? batchNorm(map, affine).y : groupNorm(map, groups, affine));
  }, images);
  return dense(globalAveragePool(features), params['head/weight']!, params['head/bias']);
}

/** Three 3x3 convolutions, strides 1, 2, 2, each with normalization and ReLU; mean over positions; a linear layer. */
function convnet(size: Size): BenchCase {
  const { pixels, width, batchSize, groups, gpuReplicas } = size;
  const norm = groups === undefined ? 'bn' : 'gn';
  const step = gradientStep(
    crossEntropyOf((params, x) => logitsOf(params, x, size)),
    0.05,
  );
  return {
    name: `${norm}-conv-${pixels}px-w${width}-b${batchSize}`,
    title: `3-layer convnet, ${norm.toUpperCase()}, ${pixels}x${pixels}x3, width ${width}, batch ${batchSize}`,
    training: (seeds) => ({
      step,
      state: initialize(seeds, specsOf(size)),
      data: { x: noise('x', [samples, pixels, pixels, 3]), y: wholeNumbers('y', [samples], classes) },
      inputs: minibatches(seeds, batchSize),
    }),
    torch: { model: 'convnet', options: { groups: groups ?? 0 } },
    ways: ['loop', 'channels-last', 'batched', 'graphs', 'vmap'],
    tfjsKernels: ['Conv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter'],
    floors: [{ replicas: 8, ratio: 1 }, ...(gpuReplicas === undefined ? [] : gpuFloors(gpuReplicas))],
  };
}

export const convnets: readonly BenchCase[] = [
  { pixels: 16, width: 16, batchSize: 32, gpuReplicas: 32 },
  { pixels: 16, width: 64, batchSize: 32 },
  { pixels: 32, width: 16, batchSize: 32 },
  { pixels: 32, width: 16, batchSize: 128 },
  { pixels: 32, width: 64, batchSize: 32 },
  { pixels: 16, width: 16, batchSize: 2, groups: 8 },
].map(convnet);
