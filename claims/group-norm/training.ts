import { type NdArray, ndarray, type NdRecord, type RunContext } from 'claimcheck';
import { consecutiveIndices, cropDraws, replicaMinibatchIndices, stepsPerEpoch } from 'claimcheck/data';
import { scheduleInput } from 'claimcheck/nn';
import { type BatchFunction, evaluate, scan, type ScanOptions, type ScanResult } from 'claimcheck/train';
import { type Recipe, scheduleOf, smallRecipe } from './recipe.ts';

const testBatch = 100;

/** One training of all replicas, evaluated after every epoch. */
export interface Training {
  readonly run: RunContext;
  /** Names the training inside its run. */
  readonly name: string;
  readonly step: ScanOptions['step'];
  readonly test: BatchFunction;
  readonly state: NdRecord;
  readonly data: NdRecord;
  readonly testData: NdRecord;
  /** Samples of one worker. */
  readonly batchSize: number;
  /** The batch whose learning rate is taken. Default `batchSize`. */
  readonly rateOf?: number | undefined;
  readonly epochs: number;
  /** Default `smallRecipe`. */
  readonly recipe?: Recipe | undefined;
}

/** Minibatch SGD; observes the test error (%) after every epoch as `error`. */
export function trainEpochs(training: Training): Promise<ScanResult> {
  const { run, name, step, test, state, data, testData, epochs, recipe = smallRecipe } = training;
  const samples = data['y']!.shape.at(-1)!;
  const batchSize = training.batchSize * recipe.workers;
  const perEpoch = stepsPerEpoch(samples, batchSize);
  const steps = perEpoch * epochs;
  const schedule = scheduleOf(recipe, training.rateOf ?? training.batchSize, steps);
  const size = data['x']!.shape.at(-2)!;
  return scan({
    run,
    name,
    step,
    state,
    data,
    inputs: (fromStep, count) => ({
      batch: replicaMinibatchIndices(run.seeds, { samples, batchSize, fromStep, steps: count }),
      learningRate: scheduleInput(schedule, fromStep, count),
      ...(recipe.augmented && cropDraws(run.seeds, { size, margin: 4, batchSize, fromStep, steps: count })),
    }),
    steps,
    every: Math.max(1, Math.floor(perEpoch / 8)),
    observe: {
      every: perEpoch,
      call: async (seen) => ({ values: { error: await testError(run, test, seen.state, testData) } }),
    },
  });
}

async function testError(
  run: RunContext,
  batch: BatchFunction,
  state: NdRecord,
  data: NdRecord,
): Promise<NdArray> {
  const parameters = Object.fromEntries(
    Object.entries(state).filter(([name]) => !name.startsWith('velocity/')),
  );
  const { errors } = await evaluate({
    run,
    batch,
    parameters,
    data,
    batches: data['y']!.shape.at(-1)! / testBatch,
    inputs: (fromStep, steps) => ({
      batch: consecutiveIndices(run.seeds.length, { batchSize: testBatch, fromStep, steps }),
    }),
  });
  return ndarray(
    Float32Array.from(errors!.values, (count) => (100 * count) / testBatch),
    errors!.shape,
  );
}
