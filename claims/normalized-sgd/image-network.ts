import { arm, type ArmRunner, type RunContext, specsOf, type Trajectory } from 'claimcheck';
import { cropDraws, realImages, replicaMinibatchIndices, stepsPerEpoch } from 'claimcheck/data';
import {
  batchNorm,
  initialize,
  type LayerNormalizer,
  minibatchOf,
  residualLayers,
  residualLogits,
  type ResidualNetwork,
  residualSpecs,
  scaleShift,
  sgd,
  sgdSlots,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from 'claimcheck/nn';
import { scan, trajectoriesOf } from 'claimcheck/train';
import { angleOf, type NetworkSetting, networkRuns, type NetworkSize } from './network.ts';

/** How CIFAR-10 is learnt by ResNet-18 in place of the small network. */
export interface ImageScale {
  readonly trainSamples: number;
  readonly batchSize: number;
}

export interface ScaledSize extends NetworkSize {
  readonly images?: ImageScale;
}

export type ImageSetting = Pick<NetworkSetting, 'learningRate' | 'weightDecay' | 'momentum' | 'normalized'>;

const paperImages: ImageScale = { trainSamples: 50_000, batchSize: 128 };

/** A hundred epochs at a constant learning rate; the first stage of the usual schedule for this network. */
export const paperSize = {
  images: paperImages,
  steps: 100 * stepsPerEpoch(paperImages.trainSamples, paperImages.batchSize),
  every: 10,
} satisfies ScaledSize;

const byBatch: LayerNormalizer = (_, x, affine) => batchNorm(x, affine).y;
const byBias: LayerNormalizer = (_, x, affine) => scaleShift(x, affine);

/** One step of minibatch SGD; all parameters decay. */
function stepOf(setting: ImageSetting, network: ResidualNetwork) {
  const { learningRate, weightDecay, momentum = 0, normalized = true } = setting;
  const names = Object.keys(residualSpecs(network));
  return (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const { x, y } = minibatchOf(data, input);
    const params = Object.fromEntries(names.map((name) => [name, state[name]!]));
    const { loss, gradients } = valueAndGradients((given) => {
      const logits = residualLogits(given, x, network, { normalize: normalized ? byBatch : byBias });
      return { loss: softmaxCrossEntropy(logits, y) };
    }, params);
    const next = sgd(params, gradients, state, { learningRate, momentum, weightDecay });
    const angles = residualLayers(network).map(({ name }) => {
      const weight = `${name}/weight`;
      return [`angle/${name}`, angleOf(params[weight]!, next.params[weight]!)] as const;
    });
    return {
      state: { ...next.slots, ...next.params },
      metrics: { loss, ...Object.fromEntries(angles) },
    };
  };
}

/** ResNet-18 on the first images of CIFAR-10, cropped and flipped at random; the angle of each convolution's step. */
export function imageRuns(setting: ImageSetting) {
  const network: ResidualNetwork = setting.normalized === false ? { affine: ['beta'] } : {};
  const step = stepOf(setting, network);
  return async (
    run: RunContext,
    { steps, every }: NetworkSize,
    images: ImageScale,
  ): Promise<Trajectory[]> => {
    const { trainSamples: samples, batchSize } = images;
    const params = initialize(run.seeds, residualSpecs(network));
    const { x, y } = realImages('cifar-10', { trainSamples: samples, testSamples: 1 });
    const { metrics, at: kept } = await scan({
      run,
      name: 'training',
      step,
      state: { ...params, ...sgdSlots(specsOf(params), { momentum: setting.momentum }) },
      data: { x, y },
      inputs: (fromStep, count) => ({
        batch: replicaMinibatchIndices(run.seeds, { samples, batchSize, fromStep, steps: count }),
        ...cropDraws(run.seeds, { size: 32, margin: 4, batchSize, fromStep, steps: count }),
      }),
      steps,
      every,
    });
    const at = Object.fromEntries(Object.keys(metrics).map((name) => [name, kept]));
    return trajectoriesOf({ steps, series: metrics, at });
  };
}

/** The angles of the first and of the last layer by the same names at every scale. */
function withEnds(trajectory: Trajectory): Trajectory {
  const { series, at } = trajectory;
  const layers = Object.keys(series).filter((name) => name.startsWith('angle/'));
  const [first, last] = [layers[0]!, layers.at(-1)!];
  return {
    ...trajectory,
    series: { ...series, firstAngle: series[first]!, lastAngle: series[last]! },
    at: { ...at, firstAngle: at![first]!, lastAngle: at![last]! },
  };
}

/** An arm at every scale. */
export function scaledRuns(small: NetworkSetting, large: ImageSetting): ArmRunner<ScaledSize> {
  const [points, images] = [networkRuns(small), imageRuns(large)];
  const setting = { points: points.setting, images: { optimizer: 'sgd', momentum: 0, ...large } };
  return arm(setting, async (run, size) => {
    const trained = size.images ? await images(run, size, size.images) : await points(run, size);
    return trained.map(withEnds);
  });
}
