import type { NdRecord, Seed } from '#core';
import { shapeScenes, teacherClassification, textures } from '#data';
import type { NetworkName } from './networks.ts';

/** What a network is trained on: its data, drawn per seed, and the samples of a step. */
interface Task {
  readonly samples: number;
  readonly batchSize: number;
  readonly draw: (seed: Seed, samples: number) => NdRecord;
}

/** By the network that is trained on it. */
export const tasks: Readonly<Record<NetworkName, Task>> = {
  mlp: {
    samples: 1024,
    batchSize: 64,
    draw: (seed, samples) => teacherClassification(seed, { samples, inputs: 32, classes: 10 }),
  },
  cnn: {
    samples: 512,
    batchSize: 16,
    draw: (seed, samples) =>
      textures(seed, { samples, size: 8, patch: 7, noiseStd: 0.5, smoothing: 2, prototypesPerClass: 1 }),
  },
  unet: { samples: 256, batchSize: 4, draw: (seed, samples) => shapeScenes(seed, { samples }) },
};
