import { arm, type ArmRunner, type RunContext, type Trajectory } from 'claimcheck';
import { consecutiveIndices, replicaMinibatchIndices, stepsPerEpoch } from 'claimcheck/data';
import {
  errorCount,
  initialize,
  scheduleInput,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from 'claimcheck/nn';
import { evaluate, scan, trajectoriesOf } from 'claimcheck/train';
import { type ImageModel, photographs, small } from './image-models.ts';
import { optimizers } from './optimizers.ts';
import { scheduleFor, type Setting, type Size } from './recipe.ts';

/** Share of the steps in which the rate rises. */
const warmUp = 0.2;

type ImageSetting = Pick<Setting, 'optimizer' | 'learningRate' | 'paperRate'>;

/** Some epochs of images; the error on held-out ones (%) is measured at the end. */
export function imageRuns(setting: ImageSetting): ArmRunner<Size> {
  const { optimizer = 'lamb', paperRate = setting.learningRate } = setting;
  const paperModel = photographs();
  const train = imagesOf(small, setting);
  const trainPaper = imagesOf(paperModel, { ...setting, learningRate: paperRate });
  return arm(
    {
      ...{ ...setting, optimizer, ...optimizers[optimizer].constants, warmUp },
      ...{ batchSize: small.batch.train, epochs: small.epochs },
      ...{ paperBatchSize: paperModel.batch.train, paperEpochs: paperModel.epochs },
    },
    (run, { paperEpochs }) => (paperEpochs === undefined ? train : trainPaper)(run),
  );
}

/** Trains a model on its images, with linear warm-up. */
export function imagesOf(model: ImageModel, { optimizer = 'lamb', learningRate }: ImageSetting) {
  const { slots, update } = optimizers[optimizer];
  const picked = (input: TensorRecord, data: TensorRecord) => ({
    x: model.select(data['x']!, input['batch']!),
    y: model.select(data['y']!, input['batch']!),
  });
  const step = (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const among = (wanted: boolean): TensorRecord =>
      Object.fromEntries(
        Object.entries(state).filter(([name]) => Object.hasOwn(model.specs, name) === wanted),
      );
    const { x, y } = picked(input, data);
    const { loss, gradients } = valueAndGradients(
      (params) => ({ loss: softmaxCrossEntropy(model.logitsOf(params, x), y) }),
      among(true),
    );
    const next = update(among(true), gradients, among(false), input);
    return { state: { ...next.params, ...next.slots }, metrics: { loss } };
  };
  const test = (params: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const { x, y } = picked(input, data);
    return { errors: errorCount(model.logitsOf(params, x), y) };
  };
  const { samples, batch, epochs } = model;
  return async (run: RunContext): Promise<Trajectory[]> => {
    const count = epochs * stepsPerEpoch(samples.train, batch.train);
    const params = initialize(run.seeds, model.specs);
    const schedule = scheduleFor(learningRate, warmUp, count);
    const trained = await scan({
      run,
      name: 'training',
      step,
      state: { ...params, ...slots(params) },
      data: model.data(run.seeds, 'train'),
      inputs: (from, taken) => ({
        batch: replicaMinibatchIndices(run.seeds, {
          samples: samples.train,
          batchSize: batch.train,
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
      data: model.data(run.seeds, 'test'),
      batches: samples.test / batch.test,
      inputs: (fromStep, steps) => ({
        batch: consecutiveIndices(run.seeds.length, { batchSize: batch.test, fromStep, steps }),
      }),
    });
    const parts = trajectoriesOf({
      steps: count,
      series: { loss: trained.metrics['loss']! },
      values: { errors: errors! },
    });
    return parts.map((part) => ({
      ...part,
      values: { error: (100 * part.values['errors']!) / batch.test, learningRate },
    }));
  };
}
