import * as tf from '@tensorflow/tfjs-core';
import { type NdArray, type NdRecord, type RunContext, type Seed, stack } from 'claimcheck';
import { stackSeeds } from 'claimcheck/data';
import { meanSquaredError, type TensorRecord, valueAndGradients } from 'claimcheck/nn';
import { scan } from 'claimcheck/train';
import { type NetworkSetting, networkOf, optimizerOf } from './network.ts';

/** What one seed's network is fitted to: inputs [n, d], targets [n, 1]; `probe` [m, d] are inputs that are looked at. */
export type FitData = { readonly x: NdArray; readonly y: NdArray; readonly probe: NdArray };

export interface FitOptions extends NetworkSetting {
  readonly learningRate: number;
  readonly steps: number;
  /** Steps between looks at the probe. */
  readonly every: number;
}

/** What a seed's network says at its probe, and its training error, before steps 0, every, 2 every, ... */
export interface Fit {
  readonly at: readonly number[];
  readonly trainingError: Float64Array;
  /** One row of m outputs per look. */
  readonly outputs: readonly Float32Array[];
}

/** Full-batch Adam on the mean squared error, one data set per seed. */
export async function fitFunctions(
  run: RunContext,
  draw: (seed: Seed) => FitData,
  { learningRate, steps, every, ...network }: FitOptions,
): Promise<Fit[]> {
  const data = stackSeeds(run.seeds, draw);
  const { names, predict, start } = networkOf(network, data.x.shape[2]!, 1);
  const { slots, update } = optimizerOf({ by: 'adam', learningRate });
  const step = (state: TensorRecord, input: TensorRecord, given: TensorRecord) => {
    const params = Object.fromEntries(names.map((name) => [name, state[name]!]));
    const { loss, gradients } = valueAndGradients(
      (values) => ({ loss: meanSquaredError(predict(values, given['x']!), given['y']!) }),
      params,
    );
    const outputs = predict(params, given['probe']!);
    const next = update(params, gradients, state, input['stepIndex']!);
    return {
      state: { ...next.slots, ...next.params },
      metrics: { loss, outputs: tf.reshape(outputs, outputs.shape.slice(0, 2)) },
    };
  };
  const params = start(run.seeds);
  const state: NdRecord = { ...params, ...slots(params) };
  const { metrics, at } = await scan({ run, name: 'training', step, steps, every, data, state });
  const [replicas, size] = metrics['outputs']!.shape.slice(1) as [number, number];
  const values = metrics['outputs']!.values as Float32Array;
  return run.seeds.map((_, replica) => ({
    at,
    trainingError: Float64Array.from(at, (_, look) => metrics['loss']!.values[look * replicas + replica]!),
    outputs: at.map((_, look) => {
      const from = (look * replicas + replica) * size;
      return values.slice(from, from + size);
    }),
  }));
}

/** The mean of squared differences. */
export function squaredError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum / a.length;
}

/** A column of inputs of one variable, or of targets. */
export const columnOf = (values: readonly number[] | Float32Array): NdArray =>
  stack(Array.from(values, (value) => ({ dtype: 'float32', shape: [1], values: Float32Array.of(value) })));
