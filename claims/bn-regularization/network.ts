import * as tf from '@tensorflow/tfjs-core';
import {
  accuracy,
  batchNorm,
  batchNormWith,
  dense,
  denseSpecs,
  filled,
  type ParameterSpecs,
  scaleShiftSpecs,
  selectOwn,
  sgd,
  softmaxCrossEntropies,
  softmaxCrossEntropy,
  statisticsOf,
  type TensorRecord,
  valueAndGradients,
} from 'claimcheck/nn';

/** What a network is normalized by while it learns. */
export interface Learning {
  /** Samples that share statistics within a minibatch, or all training samples: population normalization. */
  readonly statisticsOver: number | 'population';
  /** Strength of the decay zeta sum gamma^2. Default 0. */
  readonly zeta?: number;
  /** What decays in place of gamma. */
  readonly decayOf?: 'output weights';
}

export const inputs = 32;
export const classes = 10;
const width = 64;
const hidden = ['hidden1', 'hidden2'];
const epsilon = 1e-5;

export const parameterSpecs: ParameterSpecs = {
  ...denseSpecs('hidden1', inputs, width),
  ...denseSpecs('hidden2', width, width),
  ...denseSpecs('output', width, classes, { bias: filled(0) }),
  ...scaleShiftSpecs('hidden1', width, 3),
  ...scaleShiftSpecs('hidden2', width, 3),
};

const affineOf = (params: TensorRecord, name: string) => ({
  gamma: params[`${name}/gamma`]!,
  beta: params[`${name}/beta`]!,
});

const output = (params: TensorRecord, h: tf.Tensor): tf.Tensor =>
  dense(h, params['output/weight']!, params['output/bias']);

/** Logits with the statistics of chunks of `over` samples. */
function logitsOf(params: TensorRecord, x: tf.Tensor, over: number): tf.Tensor {
  let h = x;
  for (const name of hidden) {
    const z = dense(h, params[`${name}/weight`]!);
    h = tf.relu(batchNorm(z, { ...affineOf(params, name), epsilon, workers: z.shape[1]! / over }).y);
  }
  return output(params, h);
}

/** Sum of gamma^2 per replica. */
function squaredGammas(params: TensorRecord): tf.Tensor {
  return tf.addN(hidden.map((name) => tf.sum(tf.square(params[`${name}/gamma`]!), [1, 2])));
}

/** One step of gradient descent; the gradient's minibatch is the same whatever the statistics are taken over. */
export function stepOf({ statisticsOver, zeta = 0, decayOf }: Learning) {
  return (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const batch = input['batch']!;
    const dataLoss = (params: TensorRecord): tf.Tensor => {
      if (statisticsOver !== 'population') {
        const logits = logitsOf(params, selectOwn(data['x']!, batch), statisticsOver);
        return softmaxCrossEntropy(logits, selectOwn(data['y']!, batch));
      }
      const samples = data['x']!.shape[1]!;
      const losses = softmaxCrossEntropies(logitsOf(params, data['x']!, samples), data['y']!);
      const chosen = tf.sum(tf.oneHot(batch, samples, 1, 0, 'float32'), 1);
      return tf.div(tf.sum(tf.mul(losses, chosen), 1), batch.shape[1]!);
    };
    const { loss, gradients } = valueAndGradients((params) => {
      const ofData = dataLoss(params);
      if (zeta === 0) return { loss: ofData };
      const decaying = decayOf ? tf.sum(tf.square(params['output/weight']!), [1, 2]) : squaredGammas(params);
      return { loss: tf.add(ofData, tf.mul(decaying, zeta)) };
    }, state);
    const { params } = sgd(state, gradients, {}, { learningRate: input['learningRate']! });
    return { state: params, metrics: { loss } };
  };
}

/** Losses, accuracy and mean gamma^2 with the statistics of the whole training set. */
export function finalMetrics(params: TensorRecord, _: TensorRecord, data: TensorRecord): TensorRecord {
  let train = data['x']!;
  let test = data['testX']!;
  for (const name of hidden) {
    const weight = params[`${name}/weight`]!;
    const [z, testZ] = [dense(train, weight), dense(test, weight)];
    const population = statisticsOf(z, [1]);
    const options = { ...affineOf(params, name), epsilon };
    train = tf.relu(batchNormWith(z, population, options));
    test = tf.relu(batchNormWith(testZ, population, options));
  }
  const testLogits = output(params, test);
  return {
    trainLoss: softmaxCrossEntropy(output(params, train), data['y']!),
    testLoss: softmaxCrossEntropy(testLogits, data['testY']!),
    testAccuracy: accuracy(testLogits, data['testY']!),
    squaredGamma: tf.div(squaredGammas(params), hidden.length * width),
  };
}
