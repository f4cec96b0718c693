import * as tf from '@tensorflow/tfjs-core';
import { globalAveragePool, maxPool } from 'claimcheck/nn';
import type { Architecture, Layer } from './networks.ts';

/** Channels of the convolutions of VGG-16, by stage. */
const stages = [
  [64, 64],
  [128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [512, 512, 512],
];

const nameOf = (stage: number, layer: number): string => `${stage}/${layer}`;

/** The convolutions of VGG-16 (Simonyan and Zisserman 2015) and one linear layer, as for images of 32x32. */
export const vgg16: Architecture = {
  layers: () => {
    let from = 3;
    const convolutions = stages.flatMap((widths, stage) =>
      widths.map((to, layer): Layer => {
        const shape = [3, 3, from, to];
        from = to;
        return { name: nameOf(stage, layer), shape };
      }),
    );
    return [...convolutions, { name: 'head', shape: [512, 10], last: true }];
  },
  forward: (x, apply) => {
    const features = stages.reduce((map, widths, stage) => {
      const through = widths.reduce((h, _, layer) => apply(nameOf(stage, layer), h), map);
      return maxPool(through, { size: 2 });
    }, x);
    return apply('head', globalAveragePool(features));
  },
};

/** Channels of the levels of the deep U-Net, finest first, and between encoder and decoder. */
const levels = [16, 32, 64, 128];
const bottom = 256;

/** A U-Net (Ronneberger et al. 2015) of four levels, two convolutions each on the way down and up. */
export const deepUnet: Architecture = {
  layers: ({ skip = false }) => {
    const pair = (name: string, from: number, to: number): Layer[] => [
      { name: `${name}/first`, shape: [3, 3, from, to] },
      { name: `${name}/second`, shape: [3, 3, to, to] },
    ];
    const below = (level: number): number => levels[level + 1] ?? bottom;
    return [
      ...levels.flatMap((width, level) => pair(`down${level}`, levels[level - 1] ?? 1, width)),
      ...pair('middle', levels.at(-1)!, bottom),
      ...levels.flatMap((width, level) => pair(`up${level}`, below(level) + (skip ? width : 0), width)),
      { name: 'head', shape: [1, 1, levels[0]!, 3], last: true },
    ];
  },
  forward: (x, apply, { skip }) => {
    const pair = (name: string, h: tf.Tensor): tf.Tensor =>
      apply(`${name}/second`, apply(`${name}/first`, h));
    const encoded: tf.Tensor[] = [];
    let h = x;
    levels.forEach((_, level) => {
      encoded.push(pair(`down${level}`, h));
      h = maxPool(encoded[level]!, { size: 2 });
    });
    h = pair('middle', h);
    for (let level = levels.length - 1; level >= 0; level--) {
      const doubled = upsampled(h);
      h = pair(`up${level}`, skip ? tf.concat([doubled, encoded[level]!], 4) : doubled);
    }
    return byPixel(apply('head', h));
  },
};

/** Every pixel twice along both axes: [R, B, H, W, C] to [R, B, 2H, 2W, C]. */
export function upsampled(x: tf.Tensor): tf.Tensor {
  const [replicas, batch, height, width, channels] = x.shape as [number, number, number, number, number];
  const spread = tf.reshape(x, [replicas * batch * height, 1, width, 1, channels]);
  return tf.reshape(tf.tile(spread, [1, 2, 1, 2, 1]), [replicas, batch, 2 * height, 2 * width, channels]);
}

/** Logits of all pixels of all images of a batch: [R, B, H, W, C] to [R, B H W, C]. */
export function byPixel(logits: tf.Tensor): tf.Tensor {
  const [replicas, batch, height, width, classes] = logits.shape as [number, number, number, number, number];
  return tf.reshape(logits, [replicas, batch * height * width, classes]);
}
