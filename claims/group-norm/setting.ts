import type { ArmRunner, TierSize } from '#claim';
import { type NdRecord, type RunContext, type Seed, specsOf, type Trajectory } from '#core';
import { stackSeeds, textures, type TexturesOptions } from '#data';
import { medianOfLast } from '#measure';
import { initialize, sgdSlots } from '#nn';
import { trajectoriesOf } from '#train';
import { type NetworkSize, parameterSpecs } from './network.ts';
import { type Norm, runningSpecs } from './normalizers.ts';
import { functionsFor, momentum } from './steps.ts';
import { trainEpochs } from './training.ts';

/** Sizes of a tier: how much of which images. */
export interface Size extends TierSize, NetworkSize {
  readonly trainSamples: number;
  readonly testSamples: number;
  readonly epochs: number;
  /** Difficulty of the images. */
  readonly noiseStd: number;
  readonly smoothing: number;
  readonly prototypesPerClass: number;
}

/** The network and images that the tiers of this paper share; see the README for how they were chosen. */
export function sized(size: Omit<Size, 'widths' | 'smoothing'>): Size {
  return { widths: [16, 32, 64], smoothing: 3, ...size };
}

/** Two tasks of different difficulty, for claims in which the batch makes the difference. */
export const tiers = {
  smoke: sized({
    trainSamples: 1024,
    testSamples: 1000,
    epochs: 6,
    noiseStd: 0.6,
    prototypesPerClass: 1,
    seeds: 16,
  }),
  standard: sized({
    trainSamples: 2048,
    testSamples: 2000,
    epochs: 8,
    noiseStd: 0.8,
    prototypesPerClass: 2,
  }),
};

/** The same trained to the end and made harder, for claims that compare normalizations at batches of 32. */
export const longTiers = {
  smoke: { ...tiers.smoke, epochs: 12, noiseStd: 0.8 },
  standard: { ...tiers.standard, epochs: 12, noiseStd: 1 },
};

export interface Setting {
  readonly norm: Norm;
  /** Samples per step. The learning rate follows it: 0.05 at 32 (the linear rule of section 4.1). */
  readonly batchSize: number;
}

/** Training and test images of one task for every seed. */
export function images(
  seeds: readonly Seed[],
  size: Size,
  task: Pick<TexturesOptions, 'prototypeSeed'> & { readonly trainSamples?: number } = {},
): { readonly data: NdRecord; readonly testData: NdRecord } {
  const { noiseStd, smoothing, prototypesPerClass, testSamples } = size;
  const { trainSamples = size.trainSamples, ...prototypes } = task;
  const options = { noiseStd, smoothing, prototypesPerClass, ...prototypes };
  return {
    data: stackSeeds(seeds, (seed) => textures(seed, { ...options, samples: trainSamples })),
    testData: stackSeeds(seeds, (seed) =>
      textures(seed, { ...options, samples: testSamples, split: 'test' }),
    ),
  };
}

/** Weights, running statistics and velocities before the first step. */
export function startingState(seeds: readonly Seed[], norm: Norm, size: Size): NdRecord {
  const params = initialize(seeds, parameterSpecs(size));
  return {
    ...params,
    ...sgdSlots(specsOf(params), { momentum }),
    ...initialize(seeds, runningSpecs(norm, size)),
  };
}

/** Makes the functions of an arm once per size, so that their programs are compiled once. */
export function functionsBySize(norm: Norm): (size: Size) => ReturnType<typeof functionsFor> {
  const known = new Map<Size, ReturnType<typeof functionsFor>>();
  return (size) => {
    const functions = known.get(size) ?? functionsFor(norm, size);
    known.set(size, functions);
    return functions;
  };
}

/** Minibatch SGD with momentum on procedural textures; test error (%) after every epoch. */
export function imageRuns({ norm, batchSize }: Setting): ArmRunner<Size> {
  const functionsOf = functionsBySize(norm);
  return async (run: RunContext, size: Size): Promise<Trajectory[]> => {
    const { metrics, observations, at, observedAt, steps } = await trainEpochs({
      run,
      name: 'training',
      ...functionsOf(size),
      state: startingState(run.seeds, norm, size),
      ...images(run.seeds, size),
      batchSize,
      epochs: size.epochs,
    });
    return trajectoriesOf({
      steps,
      series: { loss: metrics['loss']!, testError: observations['error']! },
      at: { loss: at, testError: observedAt },
    });
  };
}

/** Median test error of the last epochs, in %, as the paper reports it (section 4.1). */
export function measure({ series }: Trajectory) {
  return { error: medianOfLast(series['testError']!, 3), trainLoss: medianOfLast(series['loss']!, 4) };
}

export const curves = {
  testError: { label: 'test error (%)' },
  loss: { label: 'minibatch loss (nats)', scale: 'log' },
} as const;
