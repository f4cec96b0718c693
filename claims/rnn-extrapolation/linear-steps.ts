import * as tf from '@tensorflow/tfjs-core';
import { type NdArray, ndarray, type NdRecord, type Seed, stack } from 'claimcheck';
import { memorylessSequences, stackSeeds } from 'claimcheck/data';
import {
  clipGradients,
  dense,
  linearCell,
  meanSquaredError,
  sgd,
  type TensorRecord,
  unroll,
  valueAndGradients,
} from 'claimcheck/nn';

/** The label is this times the last input. */
export const weight = 1;
/** Of every linear training: for the setting of its arm. */
export const descent = { optimizer: 'gradient descent', learningRate: 0.02, largestGradient: 1 } as const;
const { learningRate, largestGradient } = descent;

const names = ['input/weight', 'recurrent/weight', 'output/weight'];

/** Mean squared error of the last prediction on sequences x [R, N, k, 1] with labels y [R, N, 1]. */
function sampleLoss(params: TensorRecord, { x, y }: TensorRecord): tf.Tensor {
  const last = unroll(linearCell, params, x!).at(-1)!;
  return meanSquaredError(dense(last, params['output/weight']!), y!);
}

/** The same over all sequences: the squared distance of the response to the impulse x = (1, 0, ...) from that wanted. */
function populationLoss(params: TensorRecord, { x, y }: TensorRecord): tf.Tensor {
  const states = unroll(linearCell, params, x!);
  const response = dense(tf.concat(states, 1), params['output/weight']!);
  return tf.sum(tf.square(tf.sub(response, y!)), [1, 2]);
}

/** Full-batch gradient descent, the gradient of a network shortened to a norm of 1 where it is longer. */
function stepWith(loss: (params: TensorRecord, data: TensorRecord) => tf.Tensor) {
  return (state: TensorRecord, _: TensorRecord, data: TensorRecord) => {
    const params = Object.fromEntries(names.map((name) => [name, state[name]!]));
    const { loss: value, gradients } = valueAndGradients((given) => ({ loss: loss(given, data) }), params);
    const next = sgd(params, clipGradients(gradients, largestGradient), {}, { learningRate });
    return { state: next.params, metrics: { loss: value } };
  };
}

/** Steps of training on the population loss and on a set of sequences; programs are kept by their identity. */
export const linearSteps = { population: stepWith(populationLoss), sample: stepWith(sampleLoss) };

/** What the population loss needs: the impulse, and the response that is wanted. */
export function impulse(replicas: number, length: number): NdRecord {
  const of = (first: number): NdArray =>
    stack(
      Array.from({ length: replicas }, () =>
        ndarray(
          Array.from({ length }, (_, at) => (at === 0 ? first : 0)),
          [1, length, 1],
        ),
      ),
    );
  return { x: of(1), y: { ...of(weight), shape: [replicas, length, 1] } };
}

/** A training set for each network, of its own. */
export function trainingSets(seeds: readonly Seed[], sequences: number, length: number): NdRecord {
  return stackSeeds(seeds, (seed) => {
    const { x, y } = memorylessSequences(seed, { sequences, length, weight });
    const last = Float32Array.from({ length: sequences }, (_, at) => y.values[(at + 1) * length - 1]!);
    return { x: { ...x, shape: [sequences, length, 1] }, y: ndarray(last, [sequences, 1]) };
  });
}
