import {
  arm,
  type ArmRunner,
  type NdRecord,
  type RunContext,
  type Seed,
  specsOf,
  type TierSize,
  type Trajectory,
} from 'claimcheck';
import { medianOfLast } from 'claimcheck/measure';
import { initialize, sgdSlots } from 'claimcheck/nn';
import { trajectoriesOf } from 'claimcheck/train';
import { images, type ImageSize } from './images.ts';
import { modelOf, type ModelSize } from './models.ts';
import { type Norm, runningSpecs } from './normalizers.ts';
import { paperRecipe, type Recipe, smallRecipe } from './recipe.ts';
import { functionsFor, momentum } from './steps.ts';
import { trainEpochs } from './training.ts';

/** Sizes of a tier: how much of which images. */
export interface Size extends TierSize, ModelSize, ImageSize {
  readonly epochs: number;
  /** Default `smallRecipe`. */
  readonly recipe?: Recipe;
}

/** The network and images that the tiers of this paper share, past the plateau that a last gamma of 0 begins with. */
function sized(size: Omit<Size, 'widths' | 'smoothing'>): Size {
  return { widths: [16, 32, 64], lastGamma: 1, smoothing: 3, ...size };
}

/**
 * Hard enough that inaccurate statistics cost as much as they do on ImageNet: the noise is such that batch normalization over 32
 * samples errs about as often as there, 23.6 %.
 */
export const hardTiers = {
  smoke: sized({ trainSamples: 1024, testSamples: 500, epochs: 8, noiseStd: 1.2, prototypesPerClass: 2 }),
  standard: sized({
    trainSamples: 2048,
    testSamples: 1000,
    epochs: 8,
    noiseStd: 1.75,
    prototypesPerClass: 2,
  }),
};

/** ResNet-18 on CIFAR-10 with 8 workers, as many epochs as in the paper. */
export const paperTier = sized({
  ...{ images: 'cifar-10', network: 'resnet-18', recipe: paperRecipe },
  ...{ trainSamples: 50_000, testSamples: 10_000, epochs: 100, seeds: 3 },
  // Of textures, which this tier has none of.
  ...{ noiseStd: 0, prototypesPerClass: 1 },
});

/** Easy enough that every normalization fits the images in few epochs. */
export const fittedTiers = {
  smoke: sized({ trainSamples: 512, testSamples: 1000, epochs: 10, noiseStd: 0.8, prototypesPerClass: 1 }),
  standard: sized({
    trainSamples: 1024,
    testSamples: 1000,
    epochs: 10,
    noiseStd: 1.4,
    prototypesPerClass: 1,
  }),
};

export interface Setting {
  readonly norm: Norm;
  /** Samples per step of one worker. */
  readonly batchSize: number;
  /** Whose learning rate is taken; default that of the batch, which it is in proportion to. */
  readonly rateOf?: number;
}

/** Weights, running statistics and velocities before the first step. */
export function startingState(seeds: readonly Seed[], norm: Norm, size: Size): NdRecord {
  const params = initialize(seeds, modelOf(size).specs);
  return {
    ...params,
    ...sgdSlots(specsOf(params), { momentum }),
    ...initialize(seeds, runningSpecs(norm, size)),
  };
}

/**
 * Makes the functions of an arm once per size, so that their programs are compiled once. With several workers statistics are
 * over the `batchSize` samples of each, unless the norm says otherwise.
 */
export function functionsBySize(
  norm: Norm,
  batchSize: number,
): (size: Size) => ReturnType<typeof functionsFor> {
  const known = new Map<Size, ReturnType<typeof functionsFor>>();
  return (size) => {
    const { recipe = smallRecipe } = size;
    const own = recipe.workers === 1 ? norm : { statisticsOver: batchSize, ...norm };
    const functions = known.get(size) ?? functionsFor(own, size, recipe);
    known.set(size, functions);
    return functions;
  };
}

/** Minibatch SGD with momentum; test error (%) after every epoch. */
export function imageRuns(setting: Setting): ArmRunner<Size> {
  const { norm, batchSize, rateOf } = setting;
  const functionsOf = functionsBySize(norm, batchSize);
  return arm({ ...setting, momentum }, async (run: RunContext, size: Size): Promise<Trajectory[]> => {
    const seen = images(run.seeds, size);
    const { metrics, observations, at, observedAt, steps } = await trainEpochs({
      run,
      name: 'training',
      ...functionsOf(size),
      state: startingState(run.seeds, norm, size),
      ...seen,
      batchSize,
      rateOf,
      epochs: size.epochs,
      recipe: size.recipe,
    });
    return trajectoriesOf({
      steps,
      series: { loss: metrics['loss']!, testError: observations['error']! },
      at: { loss: at, testError: observedAt },
    });
  });
}

/** Median test error of the last epochs, in %, as the paper reports it (section 4.1). */
export function measure({ series }: Trajectory) {
  return { error: medianOfLast(series['testError']!, 3), trainLoss: medianOfLast(series['loss']!, 4) };
}

export const curves = {
  testError: { label: 'test error (%)' },
  loss: { label: 'minibatch loss (nats)', scale: 'log' },
} as const;
