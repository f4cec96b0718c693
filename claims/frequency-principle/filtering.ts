import * as tf from '@tensorflow/tfjs-core';
import { type NdArray, ndarray, type NdRecord, type RunContext, type Trajectory } from 'claimcheck';
import { stackSeeds } from 'claimcheck/data';
import { gaussianFilter } from 'claimcheck/measure';
import { meanSquaredError, type TensorRecord, valueAndGradients } from 'claimcheck/nn';
import { scan, trajectoriesOf } from 'claimcheck/train';
import { type NetworkSetting, networkOf, optimizerOf } from './network.ts';

/** Inputs [n, d] and targets [n, outputs]. */
export type Samples = { readonly x: NdArray; readonly y: NdArray };

/** One-hot labels less their mean over the samples: what is left has no constant part to be fitted first. */
export function centredOneHot(labels: NdArray, classes: number): NdArray {
  const n = labels.values.length;
  const y = new Float32Array(n * classes);
  labels.values.forEach((label, sample) => (y[sample * classes + label] = 1));
  for (let c = 0; c < classes; c++) {
    let mean = 0;
    for (let sample = 0; sample < n; sample++) mean += y[sample * classes + c]! / n;
    for (let sample = 0; sample < n; sample++) y[sample * classes + c]! -= mean;
  }
  return ndarray(y, [n, classes]);
}

/** Median squared distance of the inputs: the unit in which the filter's width is given. */
function medianSquaredDistance({ shape, values }: NdArray): number {
  const [n, d] = shape as [number, number];
  const distances: number[] = [];
  for (let i = 0; i < n; i += 2) {
    for (let j = i + 1; j < n; j += 7) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += (values[i * d + k]! - values[j * d + k]!) ** 2;
      distances.push(sum);
    }
  }
  return distances.sort((a, b) => a - b)[Math.floor(distances.length / 2)]!;
}

/** Norm over samples and outputs: [R, n, c] to [R]. */
const size = (tensor: tf.Tensor): tf.Tensor => tf.sqrt(tf.sum(tf.square(tensor), [1, 2]));

/** Relative errors of the filtered and of the remaining part of a fit. */
function partErrors(residual: tf.Tensor, { y, filter }: TensorRecord): { low: tf.Tensor; high: tf.Tensor } {
  const [low, target] = [tf.matMul(filter!, residual), tf.matMul(filter!, y!)];
  return {
    low: tf.div(size(low), size(target)),
    high: tf.div(size(tf.sub(residual, low)), size(tf.sub(y!, target))),
  };
}

export const usualNetwork = { activation: 'relu' } as const;

export interface FilterRuns {
  readonly hidden: readonly number[];
  readonly learningRate: number;
  readonly steps: number;
  /** The filter's width, in units of the median squared distance of the inputs. */
  readonly width: number;
  /** Default `usualNetwork`. */
  readonly network?: Pick<NetworkSetting, 'activation' | 'firstStd'>;
}

/** Full-batch training of a network; the trajectory holds the relative errors of both parts after each step. */
export async function filterRuns(
  run: RunContext,
  draw: (seed: string) => Samples,
  { hidden, learningRate, steps, width, network = usualNetwork }: FilterRuns,
): Promise<Trajectory[]> {
  const data: NdRecord = stackSeeds(run.seeds, (seed) => {
    const { x, y } = draw(seed);
    const [n, d] = x.shape as [number, number];
    const filter = gaussianFilter(x.values, d, width * medianSquaredDistance(x));
    return { x, y, filter: ndarray(Float32Array.from(filter), [n, n]) };
  });
  const { names, predict, start } = networkOf(
    { ...network, hidden },
    data['x']!.shape[2]!,
    data['y']!.shape[2]!,
  );
  const { slots, update } = optimizerOf({ by: 'adam', learningRate });
  const step = (state: TensorRecord, input: TensorRecord, given: TensorRecord) => {
    const params = Object.fromEntries(names.map((name) => [name, state[name]!]));
    const { gradients, aux } = valueAndGradients((values) => {
      const fit = predict(values, given['x']!);
      return { loss: meanSquaredError(fit, given['y']!), aux: { fit } };
    }, params);
    const residual = tf.sub(given['y']!, aux['fit']!);
    const next = update(params, gradients, state, input['stepIndex']!);
    return { state: { ...next.slots, ...next.params }, metrics: partErrors(residual, given) };
  };
  const params = start(run.seeds);
  const state = { ...params, ...slots(params) };
  const { metrics } = await scan({ run, name: 'training', step, steps, data, state });
  return trajectoriesOf({ steps, series: metrics });
}
