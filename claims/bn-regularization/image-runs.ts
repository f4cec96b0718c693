import {
  arm,
  type ArmRunner,
  type NdArray,
  ndarray,
  type NdRecord,
  type RunContext,
  type Seed,
  specsOf,
  type Trajectory,
} from 'claimcheck';
import {
  consecutiveIndices,
  labelNoise,
  realImages,
  replicaMinibatchIndices,
  stepsPerEpoch,
} from 'claimcheck/data';
import { cosine, initialize, scheduleInput, sgdSlots } from 'claimcheck/nn';
import { type BatchFunction, evaluate, scan, trajectoriesOf } from 'claimcheck/train';
import {
  evaluation,
  imageSpecs,
  imageStep,
  layerStatistics,
  meanSquaredGamma,
  momentum,
  weightDecay,
} from './image-network.ts';
import { classes, type Learning } from './network.ts';
import { networkRuns, type Size, wrongLabels } from './setting.ts';

/** How CIFAR-10 is learnt by ResNet-18 in place of the small network. */
interface ImageScale {
  /** Of the gradient. */
  readonly batchSize: number;
  /** Images whose statistics stand for those of the population; at least `batchSize`. */
  readonly population: number;
}

export interface ScaledSize extends Size {
  readonly images?: ImageScale;
}

type OnImages = Size & Required<Pick<ScaledSize, 'images'>>;

/** A hundred epochs of all training images. */
export const paperSize = {
  ...{ samples: 50_000, testSamples: 10_000, steps: 100 * stepsPerEpoch(50_000, 256) },
  images: { batchSize: 256, population: 2048 },
} satisfies ScaledSize;

const learningRate = 0.1;
const recipe = { optimizer: 'sgd', learningRate, schedule: 'cosine', momentum, weightDecay, wrongLabels };

/** Which images every step sees: the gradient's, and after them those that only statistics are taken over. */
function batches(seeds: readonly Seed[], { samples, images }: OnImages, own: boolean) {
  const { batchSize, population } = images;
  const of = (range: { fromStep: number; steps: number }, size: number, salt = ''): NdArray =>
    replicaMinibatchIndices(
      seeds.map((seed) => seed + salt),
      { ...range, samples, batchSize: size },
    );
  return (fromStep: number, steps: number): NdArray => {
    const gradient = of({ fromStep, steps }, batchSize);
    const more = population - batchSize;
    if (own || more === 0) return gradient;
    return joined(gradient, of({ fromStep, steps }, more, '/statistics'));
  };
}

/** int32 [steps, R, A] and [steps, R, B] to [steps, R, A + B]. */
function joined(first: NdArray, second: NdArray): NdArray {
  const [steps, replicas, a] = first.shape as [number, number, number];
  const b = second.shape[2]!;
  const values = new Int32Array(steps * replicas * (a + b));
  for (let row = 0; row < steps * replicas; row++) {
    values.set(first.values.subarray(row * a, (row + 1) * a), row * (a + b));
    values.set(second.values.subarray(row * b, (row + 1) * b), row * (a + b) + a);
  }
  return ndarray(values, [steps, replicas, a + b], 'int32');
}

/** Losses and accuracy after training, with the statistics of the training images. */
async function judged(
  run: RunContext,
  params: NdRecord,
  data: NdRecord,
  testData: NdRecord,
  batchSize: number,
) {
  const mean = (batch: BatchFunction, parameters: NdRecord, given: NdRecord): Promise<NdRecord> =>
    evaluate({
      ...{ run, batch, parameters, data: given },
      batches: stepsPerEpoch(given['y']!.values.length, batchSize),
      inputs: (fromStep, steps) => ({
        batch: consecutiveIndices(run.seeds.length, { batchSize, fromStep, steps }),
      }),
    });
  const withStatistics = { ...params, ...(await mean(layerStatistics, params, data)) };
  const train = await mean(evaluation, withStatistics, data);
  const test = await mean(evaluation, withStatistics, testData);
  const { squaredGamma } = await evaluate({ run, batch: meanSquaredGamma, parameters: params, batches: 1 });
  return {
    trainLoss: train['loss']!,
    testLoss: test['loss']!,
    testAccuracy: test['accuracy']!,
    squaredGamma: squaredGamma!,
  };
}

/** ResNet-18 on the first images of CIFAR-10, without augmentation, with a share of wrong training labels. */
export function imageRuns(learning: Learning) {
  return async (run: RunContext, size: OnImages): Promise<Trajectory[]> => {
    const { samples, testSamples, steps, images } = size;
    const { x, y, testX, testY } = realImages('cifar-10', { trainSamples: samples, testSamples });
    // The images are shared, and so are the labels that are wrong.
    const data = { x, y: labelNoise('cifar-10', y, { fraction: wrongLabels, classes }) };
    const params = initialize(run.seeds, imageSpecs);
    const batch = batches(run.seeds, size, learning.statisticsOver !== 'population');
    const { state, metrics, at } = await scan({
      run,
      name: 'training',
      step: imageStep(learning, images.batchSize),
      state: { ...params, ...sgdSlots(specsOf(params), { momentum }) },
      data,
      inputs: (from, count) => ({
        batch: batch(from, count),
        learningRate: scheduleInput(cosine(learningRate, steps), from, count),
      }),
      steps,
      every: 4,
    });
    const trained = Object.fromEntries(Object.keys(params).map((name) => [name, state[name]!]));
    const values = await judged(run, trained, data, { x: testX, y: testY }, images.batchSize);
    return trajectoriesOf({ steps, series: { loss: metrics['loss']! }, values, at: { loss: at } });
  };
}

/** An arm at every scale: statistics over `small` samples, or on images over `large`. */
export function scaledRuns(
  small: Learning['statisticsOver'],
  large: Learning['statisticsOver'],
): ArmRunner<ScaledSize> {
  const [points, onImages] = [networkRuns({ statisticsOver: small }), imageRuns({ statisticsOver: large })];
  return arm({ points: points.setting, images: { ...recipe, statisticsOver: large } }, (run, size) =>
    size.images ? onImages(run, { ...size, images: size.images }) : points(run, size),
  );
}
