import * as tf from '@tensorflow/tfjs';
import type { ArmRunner } from '#claim';
import { type NdRecord, type RunContext, type Seed, type Trajectory } from '#core';
import { replicaMinibatchIndices, stackSeeds, textures } from '#data';
import {
  batchNorm,
  conv,
  convSpecs,
  dense,
  denseSpecs,
  errorCount,
  filled,
  globalAveragePool,
  initialize,
  type ParameterSpecs,
  scaleShiftSpecs,
  scheduleInput,
  selectOwn,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from '#nn';
import { evaluate, scan, trajectoriesOf } from '#train';
import { type OptimizerName, optimizers } from './optimizers.ts';
import { consecutive, scheduleFor, type Setting, type Size } from './setting.ts';

const samples = 2048;
const batch = 128;
const testSamples = 1000;
const testBatch = 250;
const epochs = 8;
const widths = [8, 16] as const;
const layers = ['stem', '0/first', '0/second', 'down', '1/first', '1/second'];

const channelsOf = (name: string): number =>
  name === 'stem' || name.startsWith('0/') ? widths[0] : widths[1];
const inputsOf = (name: string): number =>
  name === 'stem' ? 3 : name === 'down' ? widths[0] : channelsOf(name);

/** Two residual blocks with batch normalization, of 8 and 16 channels; about 8k weights. */
const parameterSpecs: ParameterSpecs = Object.assign(
  {},
  ...layers.map((name) => ({
    ...convSpecs(name, 3, inputsOf(name), channelsOf(name)),
    ...scaleShiftSpecs(name, channelsOf(name), 5),
  })),
  denseSpecs('head', widths[1], 10, { bias: filled(0) }),
) as ParameterSpecs;

function logitsOf(params: TensorRecord, images: tf.Tensor): tf.Tensor {
  const layer = (name: string, x: tf.Tensor, strides = 1): tf.Tensor =>
    batchNorm(conv(x, params[`${name}/weight`]!, { strides }), {
      gamma: params[`${name}/gamma`],
      beta: params[`${name}/beta`],
    }).y;
  const block = (name: string, x: tf.Tensor): tf.Tensor =>
    tf.relu(tf.add(x, layer(`${name}/second`, tf.relu(layer(`${name}/first`, x)))));
  const fine = block('0', tf.relu(layer('stem', images)));
  const coarse = block('1', tf.relu(layer('down', fine, 2)));
  return dense(globalAveragePool(coarse), params['head/weight']!, params['head/bias']);
}

function stepWith(optimizer: OptimizerName) {
  const names = Object.keys(parameterSpecs);
  return (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const among = (wanted: boolean): TensorRecord =>
      Object.fromEntries(Object.entries(state).filter(([name]) => names.includes(name) === wanted));
    const [x, y] = [selectOwn(data['x']!, input['batch']!), selectOwn(data['y']!, input['batch']!)];
    const { loss, gradients } = valueAndGradients(
      (params) => ({ loss: softmaxCrossEntropy(logitsOf(params, x), y) }),
      among(true),
    );
    const next = optimizers[optimizer].update(among(true), gradients, among(false), input);
    return { state: { ...next.params, ...next.slots }, metrics: { loss } };
  };
}

/** Errors of a test batch, normalised by its own statistics. */
const test = (params: TensorRecord, input: TensorRecord, data: TensorRecord) => ({
  errors: errorCount(
    logitsOf(params, selectOwn(data['x']!, input['batch']!)),
    selectOwn(data['y']!, input['batch']!),
  ),
});

const images = (seeds: readonly Seed[], split: 'train' | 'test'): NdRecord =>
  stackSeeds(seeds, (seed) =>
    textures(seed, {
      samples: split === 'train' ? samples : testSamples,
      split,
      size: 8,
      patch: 7,
      noiseStd: 1.2,
    }),
  );

/** Eight epochs of procedural textures; the error on held-out ones (%) is measured at the end. */
export function imageRuns({
  optimizer = 'lamb',
  learningRate,
}: Pick<Setting, 'optimizer' | 'learningRate'>): ArmRunner<Size> {
  const step = stepWith(optimizer);
  return async (run: RunContext): Promise<Trajectory[]> => {
    const count = (epochs * samples) / batch;
    const params = initialize(run.seeds, parameterSpecs);
    const schedule = scheduleFor({ batch, learningRate, warmUp: 0.2 }, count);
    const trained = await scan({
      run,
      name: 'training',
      step,
      state: { ...params, ...optimizers[optimizer].slots(params) },
      data: images(run.seeds, 'train'),
      inputs: (from, taken) => ({
        batch: replicaMinibatchIndices(run.seeds, {
          samples,
          batchSize: batch,
          fromStep: from,
          steps: taken,
        }),
        learningRate: scheduleInput(schedule, from, taken),
      }),
      steps: count,
    });
    const { errors } = await evaluate({
      run,
      batch: test,
      parameters: Object.fromEntries(Object.keys(params).map((name) => [name, trained.state[name]!])),
      data: images(run.seeds, 'test'),
      batches: testSamples / testBatch,
      inputs: (from, taken) => ({ batch: consecutive(run.seeds.length, testBatch, from, taken) }),
    });
    const parts = trajectoriesOf({
      steps: count,
      series: { loss: trained.metrics['loss']! },
      values: { errors: errors! },
    });
    return parts.map((part) => ({ ...part, values: { error: (100 * part.values['errors']!) / testBatch } }));
  };
}
