import { arm, type ArmRunner, type RunContext, specsOf, type Trajectory } from 'claimcheck';
import { realImages, replicaMinibatchIndices, stepsPerEpoch } from 'claimcheck/data';
import { type DestabilizationSummary, summarizeDestabilizations } from 'claimcheck/measure';
import { initialize, sgdSlots } from 'claimcheck/nn';
import { scan, trajectoriesOf } from 'claimcheck/train';
import { convNetwork, type ConvNetwork, imageClasses } from './conv-network.ts';
import { type Descent, descentStep } from './descent.ts';
import { type Detector, eventsOf, withMarkedEvents } from './marked-events.ts';
import { rowMeans } from './row-means.ts';
import { type Setting, type Size, trainingRuns } from './setting.ts';

/** How CIFAR-10 is learnt in place of the small data sets. */
export interface ImageScale extends Pick<ConvNetwork, 'width'> {
  readonly trainSamples: number;
  readonly batchSize: number;
}

/** Steps of one run, on images where a tier says so. */
export interface ScaledSize extends Size {
  readonly images?: ImageScale;
}

/**
 * The paper's: all training images in minibatches of 128, as many steps as 1001 of its epochs. These have 391, the last one on
 * 80 images, which is left out here.
 */
export const paperSize = {
  images: { width: 32, trainSamples: 50_000, batchSize: 128 },
  steps: 1001 * Math.ceil(50_000 / 128),
} satisfies ScaledSize;

/** Of the 15 events of the authors' figure 5 come near the loss of guessing; all rise by 1.8 decades, and the norm with them. */
const detector: Detector = { classes: imageClasses, joint: true };

/** Minibatch SGD on the first images of CIFAR-10, without augmentation; series are means over epochs. */
export function imageRuns(setting: Descent & Omit<ConvNetwork, 'width'>) {
  return async (run: RunContext, steps: number, images: ImageScale): Promise<Trajectory[]> => {
    const { trainSamples: samples, batchSize, width } = images;
    const { momentum = 0 } = setting;
    const model = convNetwork({ ...setting, width });
    const params = initialize(run.seeds, model.specs);
    const { x, y } = realImages('cifar-10', { trainSamples: samples, testSamples: 1 });
    const { metrics } = await scan({
      run,
      name: 'training',
      step: descentStep(model, setting),
      state: { ...params, ...sgdSlots(specsOf(params), { momentum, frozen: model.frozen }) },
      data: { x, y },
      inputs: (fromStep, count) => ({
        batch: replicaMinibatchIndices(run.seeds, { samples, batchSize, fromStep, steps: count }),
      }),
      steps,
    });
    const series = rowMeans(metrics, stepsPerEpoch(samples, batchSize));
    return trajectoriesOf({ steps, series }).map((trajectory) =>
      withMarkedEvents(trajectory, setting, detector),
    );
  };
}

/** An arm at every scale: `small` points, or the paper's learning rate and decay on its images. */
export function scaledRuns(
  small: Setting,
  large: Descent & Omit<ConvNetwork, 'width'>,
): ArmRunner<ScaledSize> {
  const [points, images] = [trainingRuns(small), imageRuns(large)];
  return arm({ points: points.setting, images: { optimizer: 'sgd', momentum: 0, ...large } }, (run, size) =>
    size.images ? images(run, size.steps, size.images) : points(run, size),
  );
}

/** What the detector sees in one run of either scale. */
export function measureScaled(trajectory: Trajectory, { images }: ScaledSize): DestabilizationSummary {
  return summarizeDestabilizations(eventsOf(trajectory, images && detector), trajectory.series['norm']!);
}
