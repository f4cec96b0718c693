import * as tf from '@tensorflow/tfjs';
import type { ArmRunner, TierSize } from '#claim';
import {
  createRng,
  ndarray,
  type NdArray,
  type RunContext,
  type Seed,
  specsOf,
  type Trajectory,
} from '#core';
import { replicaMinibatchIndices, stepsPerEpoch } from '#data';
import { destabilizations, type DestabilizationSummary, summarizeDestabilizations } from '#measure';
import {
  globalNorm,
  initialize,
  selectOwn,
  sgd,
  sgdSlots,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from '#nn';
import { scan, trajectoriesOf } from '#train';
import {
  classes,
  clusters,
  frozenOf,
  inputs,
  logitsOf,
  type Network,
  parametersOf,
  scaleInvariant,
  startNorm,
  withNorm,
} from './network.ts';
import { rowMeans } from './row-means.ts';

/** Steps of one run. */
export interface Size extends TierSize {
  readonly steps: number;
}

export interface Setting extends Network {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly momentum?: number;
  /** Training points. Default 64. */
  readonly samples?: number;
  /** Points of a minibatch. Default all. */
  readonly batchSize?: number;
  /** Standard deviation of noise on the inputs, drawn anew at every step. Default 0. */
  readonly inputNoise?: number;
  /**
   * What becomes of the norm of the scale-invariant weights after a step: `free`; back to where it started (`sphere`); it
   * may fall but not rise (`falling`). Default `free`.
   */
  readonly norm?: 'free' | 'sphere' | 'falling';
}

/** Gradient descent with coupled weight decay, one setting for all seeds of an arm. */
export function trainingRuns(setting: Setting): ArmRunner<Size> {
  const { samples = 64, batchSize, momentum = 0 } = setting;
  const step = stepOf(setting);
  return async (run: RunContext, { steps }: Size): Promise<Trajectory[]> => {
    const params = initialize(run.seeds, parametersOf(setting));
    const { metrics } = await scan({
      run,
      name: 'training',
      step,
      state: { ...params, ...sgdSlots(specsOf(params), { momentum, frozen: frozenOf(setting) }) },
      data: { ...clusters(run.seeds, samples), startNorm: startNorm(params) },
      inputs: (from, count) => stepInputs(setting, run.seeds, from, count),
      steps,
    });
    // The loss of a minibatch is too noisy for the detector: such runs are seen through the means of their epochs.
    const epoch = batchSize ? stepsPerEpoch(samples, batchSize) : 1;
    return trajectoriesOf({ steps, series: rowMeans(metrics, epoch) });
  };
}

function stepOf(setting: Setting) {
  const { learningRate, weightDecay, momentum = 0, norm: kept = 'free' } = setting;
  const options = { learningRate, weightDecay, momentum, frozen: frozenOf(setting) };
  const names = Object.keys(parametersOf(setting));
  return (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const batch = input['batch'];
    const own = batch ? selectOwn(data['x']!, batch) : data['x']!;
    const y = batch ? selectOwn(data['y']!, batch) : data['y']!;
    const x = input['noise'] ? tf.add(own, input['noise']) : own;
    const params = Object.fromEntries(names.map((name) => [name, state[name]!]));
    const { loss, gradients } = valueAndGradients(
      (given) => ({ loss: softmaxCrossEntropy(logitsOf(given, x, setting), y) }),
      params,
      { frozen: options.frozen },
    );
    const next = sgd(params, gradients, state, options);
    const norm = globalNorm(params, scaleInvariant);
    const targets = {
      sphere: () => data['startNorm']!,
      falling: () => tf.minimum(norm, globalNorm(next.params, scaleInvariant)),
    };
    return {
      state: { ...next.slots, ...(kept === 'free' ? next.params : withNorm(next.params, targets[kept]())) },
      metrics: { loss, norm, gradientNorm: globalNorm(gradients, scaleInvariant) },
    };
  };
}

/** Minibatches and noise of steps `from` to `from + count`, as far as the setting has them. */
function stepInputs(setting: Setting, seeds: readonly Seed[], from: number, count: number) {
  const { samples = 64, batchSize, inputNoise = 0 } = setting;
  const range = { samples, fromStep: from, steps: count };
  return {
    ...(batchSize && { batch: replicaMinibatchIndices(seeds, { ...range, batchSize }) }),
    ...(inputNoise > 0 && { noise: noiseInput(seeds, batchSize ?? samples, inputNoise, from, count) }),
  };
}

/** [count, R, points, inputs], from a stream per step. */
function noiseInput(
  seeds: readonly Seed[],
  points: number,
  deviation: number,
  from: number,
  count: number,
): NdArray {
  const each = points * inputs;
  const values = new Float32Array(count * seeds.length * each);
  for (let index = 0; index < count * seeds.length; index++) {
    const seed = seeds[index % seeds.length]!;
    const step = from + Math.floor(index / seeds.length);
    values.set(createRng(seed, `input-noise/${step}`).normals(each, deviation), index * each);
  }
  return ndarray(values, [count, seeds.length, points, inputs]);
}

/** What the detector sees in one run. */
export function measure({ series }: Trajectory): DestabilizationSummary {
  const { loss, norm } = series as { loss: ArrayLike<number>; norm: ArrayLike<number> };
  return summarizeDestabilizations(destabilizations({ loss, norm, classes }), norm);
}

export const curves = {
  loss: { label: 'training loss (nats)', scale: 'log' },
  norm: { label: 'norm of the scale-invariant weights', scale: 'log' },
  gradientNorm: { label: 'gradient norm', scale: 'log' },
} as const;
