import * as tf from '@tensorflow/tfjs-core';
import {
  batchNorm,
  conv,
  convSpecs,
  dense,
  denseSpecs,
  maxPool,
  type TensorRecord,
  uniformFanIn,
  withFrobeniusNorm,
} from 'claimcheck/nn';
import type { Model } from './network.ts';

export interface ConvNetwork {
  /** Channels of the first convolution; the others have 2, 4 and 8 times as many. */
  readonly width: number;
  /** Batch normalization after every convolution. Default true. */
  readonly normalized?: boolean;
}

export const imageClasses = 10;
const factors = [1, 2, 4, 8];
const names = factors.map((_, index) => `conv${index}`);

/**
 * The fully scale-invariant ConvNet of the paper's code for images [R, B, 32, 32, 3]: four 3x3 convolutions, each with batch
 * normalization without affine parameters and a ReLU; windows of 2x2 pooled after all but the first and of 4x4 in the
 * end; a linear layer, frozen with its weight at Frobenius norm 10.
 */
export function convNetwork({ width, normalized = true }: ConvNetwork): Model {
  const last = width * factors.at(-1)!;
  const convolutions = factors.map((factor, index) =>
    convSpecs(names[index]!, 3, index === 0 ? 3 : width * factors[index - 1]!, width * factor, {
      weight: uniformFanIn(),
    }),
  );
  const head = denseSpecs('head', last, imageClasses, {
    weight: withFrobeniusNorm(10, uniformFanIn()),
    bias: uniformFanIn(last),
  });
  return {
    specs: Object.assign({}, ...convolutions, head) as Model['specs'],
    frozen: ['head/weight', 'head/bias'],
    scaleInvariant: names.map((name) => `${name}/weight`),
    logits: (params, x) => logitsOf(params, x, normalized),
  };
}

function logitsOf(params: TensorRecord, images: tf.Tensor, normalized: boolean): tf.Tensor {
  const features = names.reduce((x, name, index) => {
    const z = conv(x, params[`${name}/weight`]!);
    const map = tf.relu(normalized ? batchNorm(z).y : z);
    return index === 0 ? map : maxPool(map, { size: 2 });
  }, images);
  const pooled = maxPool(features, { size: 4 });
  const [replicas, batch, , , channels] = pooled.shape as [number, number, number, number, number];
  const flat = tf.reshape(pooled, [replicas, batch, channels]);
  return dense(flat, params['head/weight']!, params['head/bias']);
}
