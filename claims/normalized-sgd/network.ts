import * as tf from '@tensorflow/tfjs-core';
import {
  arm,
  type ArmRunner,
  createRng,
  type NdRecord,
  type RunContext,
  specsOf,
  type TierSize,
} from 'claimcheck';
import { gaussianClusters, replicaMinibatchIndices, stackSeeds } from 'claimcheck/data';
import {
  batchNorm,
  dense,
  errorCount,
  heNormal,
  initialize,
  type ParameterSpecs,
  scheduleInput,
  selectOwn,
  sgd,
  sgdSlots,
  softmaxCrossEntropy,
  stepDecay,
  type TensorRecord,
  valueAndGradients,
  withFrobeniusNorm,
} from 'claimcheck/nn';
import { scan, trajectoriesOf } from 'claimcheck/train';

export interface NetworkSize extends TierSize {
  readonly steps: number;
  /** Steps between recorded points. */
  readonly every: number;
}

export interface NetworkSetting {
  readonly hidden: readonly number[];
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly momentum?: number;
  /** Batch normalization before each ReLU. Default true. */
  readonly normalized?: boolean;
  /** Classes that say nothing of the points. Default false. */
  readonly randomLabels?: boolean;
  readonly cut?: Cut;
}

interface Cut {
  /** Share of the steps after which the learning rate is divided by `by`. */
  readonly at: number;
  readonly by: number;
  /** Factor by which the weights are scaled at the cut. Default 1. */
  readonly rescale?: number;
  /** Whether weights go on decaying after it. Default true. */
  readonly decays?: boolean;
}

const [inputs, classes, samples, batchSize] = [16, 4, 8192, 32];

/** Statistics of 32 float32 samples need no guard; a larger epsilon would break scale invariance. */
const epsilon = 1e-12;

const layersOf = ({ hidden }: NetworkSetting): string[] => hidden.map((_, at) => `hidden${at}`);

/** Every trained weight is followed by batch normalization without affine parameters; the last layer is frozen. */
function parametersOf(setting: NetworkSetting): ParameterSpecs {
  const { hidden } = setting;
  const trained = layersOf(setting).map((name, at) => [
    name,
    { shape: [hidden[at - 1] ?? inputs, hidden[at]!], initialiser: heNormal },
  ]);
  const output = { shape: [hidden.at(-1)!, classes], initialiser: withFrobeniusNorm(10, heNormal) };
  return { ...(Object.fromEntries(trained) as ParameterSpecs), output };
}

function logitsOf(params: TensorRecord, x: tf.Tensor, setting: NetworkSetting): tf.Tensor {
  const { normalized = true } = setting;
  const last = layersOf(setting).reduce((input, name) => {
    const z = dense(input, params[name]!);
    return tf.relu(normalized ? batchNorm(z, { epsilon }).y : z);
  }, x);
  return dense(last, params['output']!);
}

/** The direction of each replica's weights: [R, ...] to [R, weights]. */
function unit(weight: tf.Tensor): tf.Tensor {
  const flat = tf.reshape(weight, [weight.shape[0], -1]);
  return tf.div(flat, tf.norm(flat, 'euclidean', 1, true));
}

/** Angle between weights before and after a step, from the chord between their directions: [R]. */
export function angleOf(before: tf.Tensor, after: tf.Tensor): tf.Tensor {
  const chord = tf.norm(tf.sub(unit(after), unit(before)), 'euclidean', 1);
  return tf.mul(2, tf.asin(tf.minimum(1, tf.div(chord, 2))));
}

/** A step of minibatch SGD; what changes at the cut is an input. */
function stepOf(setting: NetworkSetting) {
  const { momentum = 0 } = setting;
  const layers = layersOf(setting);
  return (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const x = selectOwn(data['x']!, input['batch']!);
    const y = selectOwn(data['y']!, input['batch']!);
    const scaled = layers.map((name) => [name, tf.mul(state[name]!, input['rescale']!)] as const);
    const params: TensorRecord = { ...Object.fromEntries(scaled), output: state['output']! };
    const { loss, gradients, aux } = valueAndGradients(
      (given) => {
        const logits = logitsOf(given, x, setting);
        return { loss: softmaxCrossEntropy(logits, y), aux: { errors: errorCount(logits, y) } };
      },
      params,
      { frozen: ['output'] },
    );
    const { learningRate, weightDecay } = input as { learningRate: tf.Tensor; weightDecay: tf.Tensor };
    const options = { learningRate, momentum, weightDecay, frozen: ['output'] };
    const next = sgd(params, gradients, state, options);
    const angles = layers.map(
      (name) => [`angle/${name}`, angleOf(params[name]!, next.params[name]!)] as const,
    );
    return {
      state: { ...state, ...next.slots, ...next.params },
      metrics: { loss, errorRate: tf.div(aux['errors']!, batchSize), ...Object.fromEntries(angles) },
    };
  };
}

/**
 * Minibatches of 32 from 8192 points of 4 overlapping classes (unions of Gaussian clusters), so that the gradient is mostly
 * noise; loss and error rate of each batch and the angle of each layer's step.
 */
export function networkRuns(setting: NetworkSetting): ArmRunner<NetworkSize> {
  const step = stepOf(setting);
  const { momentum = 0 } = setting;
  const complete = { optimizer: 'sgd', ...setting, momentum, samples, batchSize };
  return arm(complete, async (run: RunContext, { steps, every }: NetworkSize) => {
    const params = initialize(run.seeds, parametersOf(setting));
    const { metrics, at: kept } = await scan({
      run,
      name: 'training',
      step,
      state: { ...params, ...sgdSlots(specsOf(params), { momentum, frozen: ['output'] }) },
      data: points(run, setting),
      inputs: (from, count) => ({
        batch: replicaMinibatchIndices(run.seeds, { samples, batchSize, fromStep: from, steps: count }),
        ...schedules(setting, steps, from, count),
      }),
      steps,
      every,
    });
    const names = Object.keys(metrics);
    return trajectoriesOf({
      steps,
      series: metrics,
      at: Object.fromEntries(names.map((name) => [name, kept])),
    });
  });
}

function schedules(
  { learningRate, weightDecay, cut }: NetworkSetting,
  steps: number,
  from: number,
  count: number,
) {
  const at = cut ? Math.round(cut.at * steps) : steps;
  const { by = 1, rescale = 1, decays = true } = cut ?? {};
  return {
    learningRate: scheduleInput(stepDecay(learningRate, 1 / by, [at]), from, count),
    weightDecay: scheduleInput(stepDecay(weightDecay, decays ? 1 : 0, [at]), from, count),
    rescale: scheduleInput((step) => (step === at ? rescale : 1), from, count),
  };
}

function points(run: RunContext, { randomLabels = false }: NetworkSetting): NdRecord {
  return stackSeeds(run.seeds, (seed) => {
    const drawn = gaussianClusters(seed, {
      ...{ samples, dimensions: inputs, classes },
      ...{ clustersPerClass: 4, noiseStd: 1.5 },
    });
    if (!randomLabels) return drawn;
    const rng = createRng(seed, 'random-labels');
    const y = Int32Array.from({ length: samples }, () => rng.integer(classes));
    return { ...drawn, y: { ...drawn.y, values: y } };
  });
}
