import { arm, type ArmRunner, type NdRecord, type RunContext, type Seed, type Trajectory } from 'claimcheck';
import { consecutiveIndices, replicaMinibatchIndices, stackSeeds } from 'claimcheck/data';
import { initialize, scheduleInput, selectOwn, type TensorRecord, valueAndGradients } from 'claimcheck/nn';
import { evaluate, scan, trajectoriesOf } from 'claimcheck/train';
import { large, type Model, rescaled, small } from './models.ts';
import { type OptimizerName, optimizers } from './optimizers.ts';
import { growth, scheduleFor, type Setting, type Size } from './recipe.ts';

const rowsOf = (data: TensorRecord, batch: TensorRecord[string]): TensorRecord =>
  Object.fromEntries(Object.entries(data).map(([name, values]) => [name, selectOwn(values, batch)]));

function stepWith({ specs, excessLoss }: Model, optimizer: OptimizerName) {
  const { update } = optimizers[optimizer];
  return (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const among = (wanted: boolean): TensorRecord =>
      Object.fromEntries(Object.entries(state).filter(([name]) => Object.hasOwn(specs, name) === wanted));
    const params = among(true);
    const rows = rowsOf(data, input['batch']!);
    const { loss, gradients } = valueAndGradients((given) => ({ loss: excessLoss(given, rows) }), params);
    const next = update(params, gradients, among(false), input);
    return { state: { ...next.params, ...next.slots }, metrics: { loss } };
  };
}

/**
 * Draws a model's sequences, and keeps the last that were trained on: the arms of a claim see the same ones, and
 * drawing them takes about as long as training.
 */
function drawing({ draw }: Model) {
  const fresh = (seeds: readonly Seed[], count: number, stream: string): NdRecord =>
    stackSeeds(seeds, (seed) => draw(seed, count, stream));
  let kept: { readonly key: string; readonly data: NdRecord } | undefined;
  return {
    train: (seeds: readonly Seed[], count: number): NdRecord => {
      const key = JSON.stringify([seeds, count]);
      if (kept?.key !== key) kept = { key, data: fresh(seeds, count, 'train') };
      return kept.data;
    },
    test: (seeds: readonly Seed[], count: number): NdRecord => fresh(seeds, count, 'test'),
  };
}

/** A model with its steps and its test: one each, so that their programs are found again by other arms. */
export function functionsOf(model: Model) {
  const names = Object.keys(optimizers) as OptimizerName[];
  return {
    model,
    data: drawing(model),
    steps: Object.fromEntries(names.map((name) => [name, stepWith(model, name)])),
    test: (params: TensorRecord, input: TensorRecord, data: TensorRecord) => ({
      excess: model.excessLoss(params, rowsOf(data, input['batch']!)),
    }),
  };
}

const [ofSmall, ofLarge] = [functionsOf(small), functionsOf(large)];
const [smallRescaled, largeRescaled] = [functionsOf(rescaled(small)), functionsOf(rescaled(large))];

/** Trains the attention model of the tier. */
export function lookupRuns({
  paperRate,
  rescaled: otherScales = false,
  ...setting
}: Setting): ArmRunner<Size> {
  const { optimizer, warmUp, times, ...others } = whole(setting);
  const train = lookupsOf(otherScales ? smallRescaled : ofSmall, setting);
  const trainPaper = lookupsOf(otherScales ? largeRescaled : ofLarge, {
    ...setting,
    learningRate: paperRate ?? setting.learningRate,
  });
  return arm(
    {
      ...{ ...others, optimizer, ...optimizers[optimizer].constants, paperRate, warmUp },
      ...{ batchSize: times * small.smallBatch, paperBatchSize: times * large.smallBatch },
      rescaled: otherScales,
    },
    (run, size) => (size.paperEpochs === undefined ? train : trainPaper)(run, size),
  );
}

/** With the defaults of what is left out. */
const whole = (setting: Setting) => ({
  ...{ optimizer: 'lamb' as const, budget: 1, warmUp: setting.times / growth / 5 },
  ...setting,
});

/** Trains a model on its sequences; the excess loss on held-out ones, in nats, is measured at the end. */
export function lookupsOf(
  { model, data, steps, test }: ReturnType<typeof functionsOf>,
  setting: Setting,
): ArmRunner<Size> {
  const { optimizer, learningRate, momentumRate, times, budget, warmUp } = whole(setting);
  return async (run: RunContext, { sequences, paperEpochs = 1 }: Size): Promise<Trajectory[]> => {
    const batch = times * model.smallBatch;
    const count = Math.round((budget * sequences) / batch);
    const schedule = scheduleFor(learningRate, warmUp, count);
    const params = initialize(run.seeds, model.specs);
    const samples = (count * batch) / paperEpochs;
    const trained = await scan({
      run,
      name: 'training',
      step: steps[optimizer]!,
      state: { ...params, ...optimizers[optimizer].slots(params) },
      data: data.train(run.seeds, samples),
      inputs: (from, taken) => ({
        batch:
          paperEpochs === 1
            ? consecutiveIndices(run.seeds.length, { batchSize: batch, fromStep: from, steps: taken })
            : replicaMinibatchIndices(run.seeds, { samples, batchSize: batch, fromStep: from, steps: taken }),
        learningRate: scheduleInput(schedule, from, taken),
        ...(momentumRate !== undefined && {
          momentumRate: scheduleInput(scheduleFor(momentumRate, warmUp, count), from, taken),
        }),
      }),
      steps: count,
      every: Math.max(1, Math.round(count / 64)),
    });
    const { excess } = await evaluate({
      run,
      batch: test,
      parameters: Object.fromEntries(Object.keys(params).map((name) => [name, trained.state[name]!])),
      data: data.test(run.seeds, model.test.sequences),
      batches: model.test.sequences / model.test.batch,
      inputs: (fromStep, steps) => ({
        batch: consecutiveIndices(run.seeds.length, { batchSize: model.test.batch, fromStep, steps }),
      }),
    });
    const trajectories = trajectoriesOf({
      steps: count,
      series: { loss: trained.metrics['loss']! },
      values: { excess: excess! },
      at: { loss: trained.at },
    });
    return trajectories.map((own) => ({ ...own, values: { ...own.values, learningRate } }));
  };
}

export const measure = ({ values, steps: taken }: Trajectory) => ({
  excess: values['excess'] ?? NaN,
  error: values['error'] ?? NaN,
  learningRate: values['learningRate'] ?? NaN,
  steps: taken,
});

export const curves = { loss: { label: 'loss above that of the rule itself (nats), by step' } } as const;
