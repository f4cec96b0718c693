import type { NdRecord, Seed } from 'claimcheck';
import { realImages, shapeScenes, stackSeeds, teacherClassification, textures } from 'claimcheck/data';
import { selectOwn, selectShared } from 'claimcheck/nn';
import type { NetworkName } from './networks.ts';

/** What a network is trained on, and the samples of a step. */
export interface Task {
  readonly samples: number;
  readonly batchSize: number;
  readonly data: (seeds: readonly Seed[]) => NdRecord;
  /** How a step takes its samples from the data. */
  readonly select: typeof selectOwn;
}

/** Data drawn anew for every seed. */
function drawn(samples: number, batchSize: number, draw: (seed: Seed, samples: number) => NdRecord): Task {
  const data = (seeds: readonly Seed[]): NdRecord => stackSeeds(seeds, (seed) => draw(seed, samples));
  return { samples, batchSize, data, select: selectOwn };
}

/** The first training images of CIFAR-10, for all seeds alike. */
export function photographs(samples = 50_000, batchSize = 128, folder?: string): Task {
  const data = (): NdRecord => {
    const { x, y } = realImages('cifar-10', { trainSamples: samples, folder });
    return { x, y };
  };
  return { samples, batchSize, data, select: selectShared };
}

/** By the network that is trained on it. */
export const tasks: Readonly<Record<NetworkName, Task>> = {
  mlp: drawn(1024, 64, (seed, samples) => teacherClassification(seed, { samples, inputs: 32, classes: 10 })),
  cnn: drawn(512, 16, (seed, samples) =>
    textures(seed, { samples, size: 8, patch: 7, noiseStd: 0.5, smoothing: 2, prototypesPerClass: 1 }),
  ),
  unet: drawn(256, 4, (seed, samples) => shapeScenes(seed, { samples })),
  vgg16: photographs(),
  resnet18: photographs(),
  deepUnet: drawn(2048, 16, (seed, samples) => shapeScenes(seed, { samples, size: 64 })),
};
