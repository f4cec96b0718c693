import * as tf from '@tensorflow/tfjs';
import type { ArmRunner, TierSize } from '#claim';
import {
  createRng,
  type NdRecord,
  type RunContext,
  type Seed,
  sizeOf,
  specsOf,
  type Trajectory,
} from '#core';
import { replicaMinibatchIndices, stackSeeds } from '#data';
import { randomWalkDrops } from '#measure';
import {
  adam,
  adamSlots,
  initialize,
  selectOwn,
  sgd,
  sgdSlots,
  softmaxCrossEntropy,
  type TensorRecord,
  type Updated,
  valueAndGradients,
} from '#nn';
import { scanWithDistances, trajectoriesOf } from '#train';
import { logitsOf, type NetworkName, parameterSpecs, type Techniques } from './networks.ts';
import { tasks } from './tasks.ts';

export interface Size extends TierSize {
  /** Steps of one run; compare arms at equal numbers only: gamma grows with the length of the run. */
  readonly steps: number;
}

export interface Setting extends Techniques {
  /** `mlp` on a random teacher's labels (default), `cnn` on textures, `unet` on the pixels of scenes of shapes. */
  readonly network?: NetworkName;
  /** Momentum of `heavyBall` and `nesterov` is 0.9. Default `sgd`. */
  readonly optimizer?: 'sgd' | 'heavyBall' | 'nesterov' | 'adam';
  /** Default 0.05. */
  readonly learningRate?: number;
  /** Another name draws other initial weights and minibatches for the same data. */
  readonly draw?: string;
  /** In place of the run: a random walk with its step lengths and losses. */
  readonly walk?: boolean;
}

const learningRate = 0.05;

/** The step's slots and rule for each optimizer; the learning rate is a number of the step. */
function optimizerOf({ optimizer = 'sgd', learningRate: rate = learningRate }: Setting) {
  const options = {
    learningRate: rate,
    momentum: optimizer === 'sgd' ? 0 : 0.9,
    nesterov: optimizer === 'nesterov',
  };
  if (optimizer !== 'adam') {
    return {
      slots: (params: NdRecord): NdRecord => sgdSlots(specsOf(params), options),
      update: (params: TensorRecord, gradients: TensorRecord, slots: TensorRecord): Updated =>
        sgd(params, gradients, slots, options),
    };
  }
  return {
    slots: (params: NdRecord): NdRecord => adamSlots(specsOf(params)),
    update: (
      params: TensorRecord,
      gradients: TensorRecord,
      slots: TensorRecord,
      stepIndex: tf.Tensor,
    ): Updated => adam(params, gradients, slots, { learningRate: rate, stepIndex }),
  };
}

function stepOf(setting: Setting, network: NetworkName, names: readonly string[]) {
  const { update } = optimizerOf(setting);
  return (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const x = selectOwn(data['x']!, input['batch']!);
    const picked = selectOwn(data['y']!, input['batch']!);
    const y = picked.rank > 2 ? tf.reshape(picked, [picked.shape[0], -1]) : picked;
    const among = (wanted: boolean): TensorRecord =>
      Object.fromEntries(Object.entries(state).filter(([name]) => names.includes(name) === wanted));
    const { loss, gradients } = valueAndGradients(
      (params) => ({ loss: softmaxCrossEntropy(logitsOf(network, params, x, setting), y) }),
      among(true),
    );
    const next = update(among(true), gradients, among(false), input['stepIndex']!);
    return { state: { ...next.params, ...next.slots }, metrics: { loss } };
  };
}

/**
 * Training by minibatches on a task drawn per seed. A trajectory has, per step, the minibatch loss, the decrease of
 * |theta_t - theta_T|^2 (`drop`) and the squared length of the step (`move`).
 */
export function runs(setting: Setting): ArmRunner<Size> {
  const { network = 'mlp', draw = '', walk = false, learningRate: rate = learningRate } = setting;
  const specs = parameterSpecs(network, setting);
  const parameters = Object.keys(specs);
  const step = stepOf(setting, network, parameters);
  const { slots } = optimizerOf(setting);
  const { samples, batchSize, draw: drawData } = tasks[network];
  return async (run: RunContext, { steps }: Size): Promise<Trajectory[]> => {
    const drawSeeds = run.seeds.map((seed) => seed + draw);
    const params = initialize(drawSeeds, specs);
    const { metrics, distances } = await scanWithDistances({
      run,
      name: 'training',
      step,
      state: { ...params, ...slots(params) },
      data: stackSeeds(run.seeds, (seed) => drawData(seed, samples)),
      inputs: (from, count) => ({
        batch: replicaMinibatchIndices(drawSeeds, { samples, batchSize, fromStep: from, steps: count }),
      }),
      steps,
      parameters,
    });
    const { distanceDrop: drop, moveSquared: move } = distances;
    const series = { loss: metrics['loss']!, drop, move };
    const dimensions = parameters.reduce((sum, name) => sum + sizeOf(specs[name]!.shape), 0);
    const trained = trajectoriesOf({ steps, series }).map((trajectory) => ({
      ...trajectory,
      values: { learningRate: rate, dimensions },
    }));
    return walk ? trained.map((trajectory, at) => walked(trajectory, run.seeds[at]!)) : trained;
  };
}

/** A run with its directions forgotten: a random walk with its step lengths, beside its losses. */
export function walked(trajectory: Trajectory, seed: Seed): Trajectory {
  const { series, values } = trajectory;
  const drop = randomWalkDrops(series['move']!, values['dimensions']!, createRng(seed, 'walk'));
  return { ...trajectory, series: { ...series, drop } };
}
