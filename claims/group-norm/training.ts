import { type NdArray, type NdRecord, ndarray, type RunContext } from '#core';
import { replicaMinibatchIndices, stepsPerEpoch } from '#data';
import { type Schedule, scheduleInput, stepDecay } from '#nn';
import { type BatchFunction, evaluate, scan, type ScanOptions, type ScanResult } from '#train';

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
  readonly batchSize: number;
  readonly epochs: number;
}

/** The learning rate follows the minibatch, 0.05 at 32, and falls tenfold at 65 % and at 90 % of the steps. */
function scheduleFor(batchSize: number, steps: number): Schedule {
  return stepDecay(0.05 * (batchSize / 32), 0.1, [0.65 * steps, 0.9 * steps]);
}

/** Minibatch SGD; observes the test error (%) after every epoch as `error`. */
export function trainEpochs(training: Training): Promise<ScanResult> {
  const { run, name, step, test, state, data, testData, batchSize, epochs } = training;
  const samples = data['y']!.shape[1]!;
  const perEpoch = stepsPerEpoch(samples, batchSize);
  const steps = perEpoch * epochs;
  const schedule = scheduleFor(batchSize, steps);
  return scan({
    run,
    name,
    step,
    state,
    data,
    inputs: (from, count) => ({
      batch: replicaMinibatchIndices(run.seeds, { samples, batchSize, fromStep: from, steps: count }),
      learningRate: scheduleInput(schedule, from, count),
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
    batches: data['y']!.shape[1]! / testBatch,
    inputs: (from, count) => ({ batch: testIndices(run.seeds.length, from, count) }),
  });
  return ndarray(
    Float32Array.from(errors!.values, (count) => (100 * count) / testBatch),
    errors!.shape,
  );
}

/** The test set in order, the same for every replica: int32 [count, R, testBatch]. */
function testIndices(replicas: number, from: number, count: number): NdArray {
  const shape = [count, replicas, testBatch];
  const values = Int32Array.from({ length: count * replicas * testBatch }, (_, flat) => {
    const batch = Math.floor(flat / (replicas * testBatch));
    return (from + batch) * testBatch + (flat % testBatch);
  });
  return ndarray(values, shape, 'int32');
}
