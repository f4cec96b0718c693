import type { NdRecord, Seed } from 'claimcheck';
import { realImages, type Split, stackSeeds, textures } from 'claimcheck/data';

/** Which images a tier learns, and how many. */
export interface ImageSize {
  /** Procedural textures, drawn anew for every seed, or the first images of CIFAR-10 for all. Default `textures`. */
  readonly images?: 'textures' | 'cifar-10' | 'cifar-10-subset';
  readonly trainSamples: number;
  readonly testSamples: number;
  /** Difficulty of the textures. */
  readonly noiseStd: number;
  readonly smoothing: number;
  readonly prototypesPerClass: number;
}

export interface Images {
  readonly data: NdRecord;
  readonly testData: NdRecord;
}

/** Training and test images: a task of textures of its own for every seed, or real ones that all seeds share. */
export function images(
  seeds: readonly Seed[],
  size: ImageSize,
  task: { readonly name?: string; readonly trainSamples?: number } = {},
): Images {
  const { images: source = 'textures', noiseStd, smoothing, prototypesPerClass, testSamples } = size;
  const { trainSamples = size.trainSamples, name = 'first' } = task;
  if (source !== 'textures') {
    const { x, y, testX, testY } = realImages(source, { trainSamples, testSamples });
    return { data: { x, y }, testData: { x: testX, y: testY } };
  }
  const draw = (samples: number, split: Split) =>
    stackSeeds(seeds, (seed) => {
      const prototypeSeed = `${seed}/prototypes/${name}`;
      return textures(seed, { noiseStd, smoothing, prototypesPerClass, prototypeSeed, samples, split });
    });
  return { data: draw(trainSamples, 'train'), testData: draw(testSamples, 'test') };
}
