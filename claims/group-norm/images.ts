import type { NdRecord, Seed } from 'claimcheck';
import { realImages, stackSeeds, textures, type TexturesOptions } from 'claimcheck/data';

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

/** Training and test images: of one task of textures for every seed, or real ones that all seeds share. */
export function images(
  seeds: readonly Seed[],
  size: ImageSize,
  task: Pick<TexturesOptions, 'prototypeSeed'> & { readonly trainSamples?: number } = {},
): Images {
  const { images: source = 'textures', noiseStd, smoothing, prototypesPerClass, testSamples } = size;
  const { trainSamples = size.trainSamples, ...prototypes } = task;
  if (source !== 'textures') {
    const { x, y, testX, testY } = realImages(source, { trainSamples, testSamples });
    return { data: { x, y }, testData: { x: testX, y: testY } };
  }
  const options = { noiseStd, smoothing, prototypesPerClass, ...prototypes };
  return {
    data: stackSeeds(seeds, (seed) => textures(seed, { ...options, samples: trainSamples })),
    testData: stackSeeds(seeds, (seed) =>
      textures(seed, { ...options, samples: testSamples, split: 'test' }),
    ),
  };
}
