import type { ArmRunner, TierSize } from '#claim';
import { type NdArray, type NdRecord, ndarray, type RunContext, specsOf, type Trajectory } from '#core';
import { replicaMinibatchIndices, stackSeeds, stepsPerEpoch, textures } from '#data';
import { medianOfLast } from '#measure';
import { initialize, scheduleInput, sgdSlots, stepDecay } from '#nn';
import { type BatchFunction, evaluate, scan, trajectoriesOf } from '#train';
import { type NetworkSize, parameterSpecs } from './network.ts';
import { runningSpecs } from './normalizers.ts';
import { functionsFor, momentum } from './steps.ts';

/** Sizes of a tier: how much of which images. */
export interface Size extends TierSize, NetworkSize {
  readonly trainSamples: number;
  readonly testSamples: number;
  readonly epochs: number;
  /** Difficulty of the images. */
  readonly noiseStd: number;
  readonly smoothing: number;
  readonly prototypesPerClass: number;
}

/** The network and images that the tiers of this paper share; see the README for how they were chosen. */
export function sized(size: Omit<Size, 'widths' | 'smoothing'>): Size {
  return { widths: [16, 32, 64], smoothing: 3, ...size };
}

export interface Setting {
  readonly norm: 'batch' | 'group';
  /** Samples per step. The learning rate follows it: 0.05 at 32 (the linear rule of section 4.1). */
  readonly batchSize: number;
}

const testBatch = 100;

/** Minibatch SGD with momentum on procedural textures; test error (%) after every epoch. */
export function imageRuns(setting: Setting): ArmRunner<Size> {
  const known = new Map<Size, ReturnType<typeof functionsFor>>();
  return async (run: RunContext, size: Size): Promise<Trajectory[]> => {
    const { step, test } = known.get(size) ?? functionsFor(setting.norm, size);
    known.set(size, { step, test });
    const { batchSize } = setting;
    const { trainSamples, epochs, noiseStd, smoothing, prototypesPerClass } = size;
    const difficulty = { noiseStd, smoothing, prototypesPerClass };
    const perEpoch = stepsPerEpoch(trainSamples, batchSize);
    const steps = perEpoch * epochs;
    const schedule = stepDecay(0.05 * (batchSize / 32), 0.1, [0.65 * steps, 0.9 * steps]);
    const params = initialize(run.seeds, parameterSpecs(size));
    const averages = setting.norm === 'batch' ? initialize(run.seeds, runningSpecs(size)) : {};
    const testData = stackSeeds(run.seeds, (seed) =>
      textures(seed, { ...difficulty, samples: size.testSamples, split: 'test' }),
    );
    const { metrics, observations, at, observedAt } = await scan({
      run,
      name: 'training',
      step,
      state: { ...params, ...sgdSlots(specsOf(params), { momentum }), ...averages },
      data: stackSeeds(run.seeds, (seed) => textures(seed, { ...difficulty, samples: trainSamples })),
      inputs: (from, count) => ({
        batch: replicaMinibatchIndices(run.seeds, {
          samples: trainSamples,
          batchSize,
          fromStep: from,
          steps: count,
        }),
        learningRate: scheduleInput(schedule, from, count),
      }),
      steps,
      every: Math.max(1, Math.floor(perEpoch / 8)),
      observe: {
        every: perEpoch,
        call: async ({ state }) => ({ values: { error: await testError(run, test, state, testData, size) } }),
      },
    });
    return trajectoriesOf({
      steps,
      series: { loss: metrics['loss']!, testError: observations['error']! },
      at: { loss: at, testError: observedAt },
    });
  };
}

async function testError(
  run: RunContext,
  batch: BatchFunction,
  state: NdRecord,
  data: NdRecord,
  { testSamples }: Size,
): Promise<NdArray> {
  const parameters = Object.fromEntries(
    Object.entries(state).filter(([name]) => !name.startsWith('velocity/')),
  );
  const { errors } = await evaluate({
    run,
    batch,
    parameters,
    data,
    batches: testSamples / testBatch,
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

/** Median test error of the last epochs, in %, as the paper reports it (section 4.1). */
export function measure({ series }: Trajectory) {
  return { error: medianOfLast(series['testError']!, 3), trainLoss: medianOfLast(series['loss']!, 4) };
}

export const curves = {
  testError: { label: 'test error (%)' },
  loss: { label: 'minibatch loss (nats)', scale: 'log' },
} as const;
