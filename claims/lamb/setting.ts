import type { ArmRunner, TierSize } from '#claim';
import { type NdArray, type NdRecord, ndarray, type RunContext, type Seed, type Trajectory } from '#core';
import { stackSeeds, zipfLookup } from '#data';
import {
  initialize,
  type Schedule,
  scheduleInput,
  selectOwn,
  type TensorRecord,
  valueAndGradients,
} from '#nn';
import { evaluate, scan, trajectoriesOf } from '#train';
import { excessLoss, length, parameterSpecs, vocabulary } from './network.ts';
import { type OptimizerName, optimizers } from './optimizers.ts';

export interface Size extends TierSize {
  /** Sequences that a run sees, each once: the budget of epochs, which no batch size changes. */
  readonly sequences: number;
}

export interface Setting {
  readonly optimizer?: OptimizerName;
  /** Sequences of a step. */
  readonly batch: number;
  readonly learningRate: number;
  /** Share of the steps in which the rate rises; default the recipe's, 1/5 at a batch of 1024. */
  readonly warmUp?: number;
  /** Share of the budget that is spent, on a schedule of its own. Default 1. */
  readonly budget?: number;
}

/** The batch whose learning rate is chosen, and 64 times it. */
export const smallBatch = 16;
export const largeBatch = 1024;
/** Chosen at the small batch alone: see the README. */
export const baseRate = 0.004;

/** The recipe without tuning: the rate grows as the root of the batch (section 4 of the paper). */
export function recipe(batch: number, rate = baseRate): Setting {
  return { batch, learningRate: rate * Math.sqrt(batch / smallBatch) };
}

const testSequences = 2000;
const testBatch = 500;
const task = { vocabulary, length };

/** Linear warm-up, then eta (1 - t / T). */
export function scheduleFor(
  { batch, learningRate, warmUp = batch / largeBatch / 5 }: Setting,
  steps: number,
): Schedule {
  const rising = Math.max(1, Math.round(warmUp * steps));
  return (step) => learningRate * (step < rising ? (step + 1) / rising : 1 - step / steps);
}

const rowsOf = (data: TensorRecord, batch: TensorRecord[string]): TensorRecord =>
  Object.fromEntries(Object.entries(data).map(([name, values]) => [name, selectOwn(values, batch)]));

function stepWith(optimizer: OptimizerName) {
  const { update } = optimizers[optimizer];
  const names = Object.keys(parameterSpecs);
  return (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const among = (wanted: boolean): TensorRecord =>
      Object.fromEntries(Object.entries(state).filter(([name]) => names.includes(name) === wanted));
    const params = among(true);
    const rows = rowsOf(data, input['batch']!);
    const { loss, gradients } = valueAndGradients((given) => ({ loss: excessLoss(given, rows) }), params);
    const next = update(params, gradients, among(false), input);
    return { state: { ...next.params, ...next.slots }, metrics: { loss } };
  };
}

const steps = Object.fromEntries(
  Object.keys(optimizers).map((name) => [name, stepWith(name as OptimizerName)]),
);

const test = (params: TensorRecord, input: TensorRecord, data: TensorRecord) => ({
  excess: excessLoss(params, rowsOf(data, input['batch']!)),
});

/** Consecutive sequences, the same for every replica: int32 [count, R, batch]. */
export function consecutive(replicas: number, batch: number, from: number, count: number): NdArray {
  const values = Int32Array.from({ length: count * replicas * batch }, (_, flat) => {
    const step = Math.floor(flat / (replicas * batch));
    return (from + step) * batch + (flat % batch);
  });
  return ndarray(values, [count, replicas, batch], 'int32');
}

const draw = (seeds: readonly Seed[], sequences: number, stream: string): NdRecord =>
  stackSeeds(seeds, (seed) => zipfLookup(seed, { ...task, sequences, stream }));

/** One pass over fresh sequences; the excess loss on held-out ones, in nats, is measured at the end. */
export function lookupRuns(setting: Setting): ArmRunner<Size> {
  const { optimizer = 'lamb', batch, budget = 1 } = setting;
  const step = steps[optimizer]!;
  return async (run: RunContext, { sequences }: Size): Promise<Trajectory[]> => {
    const count = Math.round((budget * sequences) / batch);
    const params = initialize(run.seeds, parameterSpecs);
    const schedule = scheduleFor(setting, count);
    const trained = await scan({
      run,
      name: 'training',
      step,
      state: { ...params, ...optimizers[optimizer].slots(params) },
      data: draw(run.seeds, count * batch, 'train'),
      inputs: (from, taken) => ({
        batch: consecutive(run.seeds.length, batch, from, taken),
        learningRate: scheduleInput(schedule, from, taken),
      }),
      steps: count,
      every: Math.max(1, Math.round(count / 64)),
    });
    const { excess } = await evaluate({
      run,
      batch: test,
      parameters: Object.fromEntries(Object.keys(params).map((name) => [name, trained.state[name]!])),
      data: draw(run.seeds, testSequences, 'test'),
      batches: testSequences / testBatch,
      inputs: (from, taken) => ({ batch: consecutive(run.seeds.length, testBatch, from, taken) }),
    });
    return trajectoriesOf({
      steps: count,
      series: { loss: trained.metrics['loss']! },
      values: { excess: excess! },
      at: { loss: trained.at },
    });
  };
}

export const measure = ({ values, steps: taken }: Trajectory) => ({
  excess: values['excess'] ?? NaN,
  error: values['error'] ?? NaN,
  steps: taken,
});

export const curves = { loss: { label: 'loss above that of the rule itself (nats), by step' } } as const;
