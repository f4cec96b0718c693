import * as tf from '@tensorflow/tfjs-core';
import type { ScaleShift } from './scale-shift.ts';

export interface AffineNormOptions extends ScaleShift {
  /** Axes of `x` over which each channel has its own mean: batch and positions, or positions alone. */
  readonly axes: number[];
  /** Channels that share statistics: groups of this many consecutive ones. Default 1. */
  readonly channelsPerGroup?: number;
  /** Added to the variance under the root. */
  readonly epsilon: number;
}

/** How statistics are taken: a mean per channel over the reduced axes, then over the channels of a group. */
interface Averages {
  /** Means over the reduced axes, which stay with extent 1. */
  readonly perChannel: (tensor: tf.Tensor) => tf.Tensor;
  /** Each channel's value replaced by the mean of its group. */
  readonly mix: (perChannel: tf.Tensor) => tf.Tensor;
  /** Elements that one mean per channel is taken over. */
  readonly count: number;
}

/**
 * gamma (x - mean) / sqrt(variance + epsilon) + beta for channels last `x` [R, B, ..., C], biased variance.
 *
 * Group statistics are spread to one value per channel before they meet `x`, so that every pass over `x` runs along
 * contiguous channels. The gradient is written out (Ioffe and Szegedy 2015, section 3, simplified to
 * `dx = a dy + b (x - mean) + c` with small a, b, c); it starts from the inputs again, so that second derivatives are
 * right as well.
 */
export function affineNorm(x: tf.Tensor, options: AffineNormOptions): tf.Tensor {
  const { gamma, beta, epsilon } = options;
  const { axes, channelsPerGroup = 1 } = options;
  const mixing = channelsPerGroup === 1 ? undefined : groupAverages(x.shape.at(-1)!, channelsPerGroup);
  const operation = tf.customGrad((...args) => {
    const given = args.slice(0, -1) as tf.Tensor[];
    // Saved with the inputs, because what is not saved is gone by the time of the gradient.
    (args.at(-1) as tf.GradSaveFunc)([...given, ...(mixing ? [mixing] : [])]);
    const { centered, inverse } = standardize(given[0]!, averagesOf(x, axes, mixing), epsilon);
    const scaled = tf.mul(centered, gamma ? tf.mul(inverse, given[1]!) : inverse);
    return {
      value: beta ? tf.add(scaled, given.at(-1)!) : scaled,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const averages = averagesOf(x, axes, mixing && saved.at(-1));
        const { dx, dGamma, dBeta } = gradients(dy, saved[0]!, gamma && saved[1], averages, epsilon);
        return [dx, ...(gamma ? [dGamma] : []), ...(beta ? [dBeta] : [])];
      },
    };
  });
  return operation(x, ...(gamma ? [gamma] : []), ...(beta ? [beta] : []));
}

function standardize(x: tf.Tensor, { perChannel, mix }: Averages, epsilon: number) {
  const centered = tf.sub(x, mix(perChannel(x)));
  const variance = mix(perChannel(tf.square(centered)));
  return { centered, inverse: tf.rsqrt(tf.add(variance, epsilon)) };
}

function gradients(
  dy: tf.Tensor,
  x: tf.Tensor,
  gamma: tf.Tensor | undefined,
  averages: Averages,
  epsilon: number,
) {
  const { perChannel, mix, count } = averages;
  const { centered, inverse } = standardize(x, averages, epsilon);
  const weighted = (tensor: tf.Tensor): tf.Tensor => (gamma ? tf.mul(tensor, gamma) : tensor);
  const meanProduct = perChannel(tf.mul(dy, centered));
  const meanDy = perChannel(dy);
  const slope = tf.mul(mix(weighted(meanProduct)), tf.mul(tf.square(inverse), inverse));
  const offset = tf.mul(mix(weighted(meanDy)), inverse);
  const outer = Array.from({ length: x.rank - 2 }, (_, index) => index + 1);
  const total = (mean: tf.Tensor): tf.Tensor => tf.sum(tf.mul(mean, count), outer, true);
  return {
    dx: tf.sub(tf.sub(tf.mul(dy, weighted(inverse)), tf.mul(centered, slope)), offset),
    dGamma: total(tf.mul(meanProduct, inverse)),
    dBeta: total(meanDy),
  };
}

function averagesOf(x: tf.Tensor, axes: number[], mixing: tf.Tensor | undefined): Averages {
  const channels = x.shape.at(-1)!;
  return {
    count: axes.reduce((product, axis) => product * x.shape[axis]!, 1),
    perChannel: (tensor) => (axes.length > 0 ? tf.mean(tensor, axes, true) : tensor),
    mix: (perChannel) =>
      mixing
        ? tf.reshape(
            tf.matMul(tf.reshape(perChannel, [-1, channels]), mixing as tf.Tensor2D),
            perChannel.shape,
          )
        : perChannel,
  };
}

/** [C, C]: a row of channels times this holds the mean of each channel's group. */
function groupAverages(channels: number, channelsPerGroup: number): tf.Tensor2D {
  const values = new Float32Array(channels * channels);
  for (let from = 0; from < channels; from++) {
    const group = Math.floor(from / channelsPerGroup);
    for (let to = group * channelsPerGroup; to < (group + 1) * channelsPerGroup; to++) {
      values[from * channels + to] = 1 / channelsPerGroup;
    }
  }
  return tf.tensor2d(values, [channels, channels]);
}
