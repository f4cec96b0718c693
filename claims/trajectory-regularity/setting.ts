import * as tf from '@tensorflow/tfjs-core';
import {
  arm,
  type ArmRunner,
  createRng,
  type RunContext,
  type Seed,
  sizeOf,
  type TierSize,
  type Trajectory,
} from 'claimcheck';
import { replicaMinibatchIndices, stepsPerEpoch } from 'claimcheck/data';
import { randomWalkDrops } from 'claimcheck/measure';
import { initialize, softmaxCrossEntropy, type TensorRecord, valueAndGradients } from 'claimcheck/nn';
import { scanWithDistances, trajectoriesOf } from 'claimcheck/train';
import { logitsOf, type NetworkName, parameterSpecs, type Techniques } from './networks.ts';
import { once } from './once.ts';
import { defaultRate, optimizerOf, type OptimizerSetting, wholeOptimizer } from './optimizers.ts';
import { type Task, tasks } from './tasks.ts';

export interface Size extends TierSize {
  /** Steps of one run; compare arms at equal numbers only: gamma grows with the length of the run. */
  readonly steps: number;
  /** Of the U-Nets, where they are not `steps`. */
  readonly unetSteps?: number;
  /** At the paper tier, of the runs that have a setting of their own there, in place of `steps`. */
  readonly paperEpochs?: number;
}

export interface Setting extends Techniques, OptimizerSetting {
  /**
   * `mlp` on a random teacher's labels (default), `cnn` on textures, `unet` and `deepUnet` on the pixels of scenes of
   * shapes, `vgg16` and `resnet18` on CIFAR-10.
   */
  readonly network?: NetworkName;
  /** Another name draws other initial weights and minibatches for the same data. */
  readonly draw?: string;
  /** In place of the run: a random walk with its step lengths and losses. */
  readonly walk?: boolean;
  /** What is different at the paper tier. */
  readonly atPaper?: Omit<Setting, 'atPaper'>;
}

function stepOf(setting: Setting, network: NetworkName, names: readonly string[], { select }: Task) {
  const { update } = optimizerOf(setting);
  return (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const x = select(data['x']!, input['batch']!);
    const picked = select(data['y']!, input['batch']!);
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

/** What a setting comes to on its task, with what it leaves to defaults. */
function whole(setting: Setting, { samples, batchSize }: Task): object {
  return {
    ...{ network: 'mlp', activation: 'relu', after: 'nothing', skip: false, init: 'small', walk: false },
    ...{ ...setting, ...wholeOptimizer(setting), samples, batchSize },
  };
}

/** Trains at the sizes of a tier; at the paper tier with what the setting says of it. A walk is one of a run that is trained once. */
export function runs({ atPaper, walk = false, ...setting }: Setting): ArmRunner<Size> {
  const { network = 'mlp' } = setting;
  const train = trainingsOf(setting, tasks[network]);
  const task = tasks[atPaper?.network ?? network];
  const trainPaper = atPaper && trainingsOf({ ...setting, ...atPaper }, task);
  const perEpoch = stepsPerEpoch(task.samples, task.batchSize);
  const atTiers = {
    ...whole({ ...setting, walk }, tasks[network]),
    atPaper: atPaper && whole({ ...setting, ...atPaper, walk }, task),
  };
  return arm(atTiers, async (run, { steps, unetSteps, paperEpochs }) => {
    const own = (network === 'unet' ? unetSteps : undefined) ?? steps;
    const large = paperEpochs === undefined ? undefined : trainPaper;
    const trained = await once([setting, large && [atPaper, paperEpochs], own, run.seeds, run.engine], () =>
      large ? large(run, paperEpochs! * perEpoch) : train(run, own),
    );
    return walk ? trained.map((trajectory, at) => walked(trajectory, run.seeds[at]!)) : trained;
  });
}

/**
 * Training by minibatches on a task. A trajectory has, per step, the minibatch loss, the decrease of
 * |theta_t - theta_T|^2 (`drop`), the squared length of the step (`move`), and what a random walk with steps of that length
 * has for `drop` (`walkDrop`).
 */
export function trainingsOf(setting: Omit<Setting, 'atPaper' | 'walk'>, task: Task) {
  const { network = 'mlp', draw = '', learningRate: rate = defaultRate } = setting;
  const specs = parameterSpecs(network, setting);
  const parameters = Object.keys(specs);
  const step = stepOf(setting, network, parameters, task);
  const { slots } = optimizerOf(setting);
  const { samples, batchSize, data } = task;
  return async (run: RunContext, steps: number): Promise<Trajectory[]> => {
    const drawSeeds = run.seeds.map((seed) => seed + draw);
    const params = initialize(drawSeeds, specs);
    const { metrics, distances } = await scanWithDistances({
      run,
      name: 'training',
      step,
      state: { ...params, ...slots(params) },
      data: data(run.seeds),
      inputs: (from, count) => ({
        batch: replicaMinibatchIndices(drawSeeds, { samples, batchSize, fromStep: from, steps: count }),
      }),
      steps,
      parameters,
    });
    const { distanceDrop: drop, moveSquared: move } = distances;
    const series = { loss: metrics['loss']!, drop, move };
    const dimensions = parameters.reduce((sum, name) => sum + sizeOf(specs[name]!.shape), 0);
    const values = { learningRate: rate, dimensions };
    return trajectoriesOf({ steps, series }).map(({ series: own, ...trajectory }, at) => ({
      ...{ ...trajectory, values },
      series: {
        ...own,
        walkDrop: randomWalkDrops(own['move']!, dimensions, createRng(run.seeds[at]!, 'walk')),
      },
    }));
  };
}

/** A run with its directions forgotten: a random walk with its step lengths, beside its losses, and another such walk. */
export function walked(trajectory: Trajectory, seed: Seed): Trajectory {
  const { series, values } = trajectory;
  const walkDrop = randomWalkDrops(series['move']!, values['dimensions']!, createRng(seed, 'walk/again'));
  return { ...trajectory, series: { ...series, drop: series['walkDrop']!, walkDrop } };
}
