import {
  arm,
  type ArmRunner,
  type NdArray,
  ndarray,
  type NdRecord,
  type RunContext,
  type Seed,
  sizeOf,
  type Trajectory,
} from 'claimcheck';
import { freshNormals, replicaMinibatchIndices, stackSeeds } from 'claimcheck/data';
import { adamSlots, initialize, type TensorRecord } from 'claimcheck/nn';
import { mapBatches, scan, type ScanResult, trajectoriesOf } from 'claimcheck/train';
import {
  augments,
  jitter,
  judge,
  type Learning,
  learningRate,
  logitsOf,
  parameterSpecs,
  parametersIn,
  stepOf,
} from './network.ts';
import { partnersOf } from './partners.ts';
import {
  inputs,
  type Mistakes,
  newPoints,
  noiseDims,
  pseudolabelled,
  type Size,
  wrongShare,
} from './setting.ts';

const width = 64;
export const batchSize = 64;
/** Points of a recorded curve, unless a run asks for fewer. */
const pointsOfCurves = 20;

/** What trainings of this learning are made of, with what all of them share. */
export const settingOf = (learning: Learning) => ({
  ...learning,
  ...(augments(learning) && { jitter }),
  ...{ optimizer: 'adam', learningRate, batchSize, width, noiseDims },
});

export interface StudentRun {
  readonly run: RunContext;
  /** Names the training inside its run. */
  readonly name: string;
  readonly learning: Learning;
  /** Of the learning; the same one every time. */
  readonly step: ReturnType<typeof stepOf>;
  readonly steps: number;
  /** Points x [R, N, 2 + m] with the labels that are learnt, y [R, N], and the truth where augmentations reach a class. */
  readonly data: NdRecord;
  /** Points on which `error` and `inconsistency` are observed, with draws of augmentations. */
  readonly fresh: NdRecord;
  /** How often they are. Default 20. */
  readonly recorded?: number;
}

/** Trains a network per seed. */
export function trainStudents({
  run,
  name,
  learning,
  step,
  steps,
  data,
  fresh,
  recorded = pointsOfCurves,
}: StudentRun): Promise<ScanResult> {
  const params = initialize(run.seeds, parameterSpecs(inputs, width));
  const samples = data['y']!.shape[1]!;
  const every = Math.ceil(steps / recorded);
  return scan({
    run,
    name,
    step,
    state: { ...params, ...adamSlots(params) },
    data: { x: data['x']!, y: data['y']! },
    inputs: (from, count) => {
      const batch = replicaMinibatchIndices(run.seeds, { samples, batchSize, fromStep: from, steps: count });
      return {
        batch,
        ...(augments(learning) && {
          draws: freshNormals(run.seeds, { shape: [batchSize, inputs], fromStep: from, steps: count }),
        }),
        ...(learning.reach === 'class' && { partner: partnersOf(run.seeds, batch, data['truth']!, from) }),
      };
    },
    steps,
    every,
    observe: {
      every,
      call: async ({ state }) => ({ values: await judged(run, parametersIn(state), fresh) }),
    },
  });
}

/** `error` and `inconsistency` [R] of networks on points. */
export async function judged(run: RunContext, parameters: NdRecord, points: NdRecord): Promise<NdRecord> {
  const metrics = await mapBatches({ run, batch: judge, parameters, data: points, batches: 1 });
  return Object.fromEntries(
    Object.entries(metrics).map(([name, { values, shape }]) => [name, ndarray(values, shape.slice(1))]),
  );
}

const classify = (parameters: TensorRecord, _input: TensorRecord, { x }: TensorRecord): TensorRecord => ({
  logits: logitsOf(parameters, x!),
});

/** The classes that networks give points x [R, N, I]: int32 [R, N]. */
export async function predictions(run: RunContext, parameters: NdRecord, x: NdArray): Promise<NdArray> {
  const { logits } = await mapBatches({ run, batch: classify, parameters, data: { x }, batches: 1 });
  const shape = x.shape.slice(0, 2);
  const given = Int32Array.from({ length: sizeOf(shape) }, (_, at) =>
    logits!.values[2 * at + 1]! > logits!.values[2 * at]! ? 1 : 0,
  );
  return ndarray(given, shape, 'int32');
}

/** Share of each replica's labels [R, N] that differ from others: [R]. */
export function disagreements(one: NdArray, other: NdArray): NdArray {
  const [replicas, samples] = one.shape as [number, number];
  const shares = Float32Array.from({ length: replicas }, (_, replica) => {
    let differing = 0;
    for (let at = replica * samples; at < (replica + 1) * samples; at++) {
      if (one.values[at] !== other.values[at]) differing++;
    }
    return differing / samples;
  });
  return ndarray(shares, [replicas]);
}

/** Seeds of the data sets and networks over which a seed's numbers are averaged. */
export function setsOf(seeds: readonly Seed[], sets: number): Seed[] {
  return seeds.flatMap((seed) => Array.from({ length: sets }, (_, set) => `${seed}/${set}`));
}

/** Mean over the `sets` neighbours along the last axis: [..., R sets] to [..., R]. */
export function meanOfSets({ values, shape }: NdArray, sets: number): NdArray {
  const means = new Float32Array(values.length / sets);
  values.forEach((value, at) => (means[Math.floor(at / sets)]! += value / sets));
  return ndarray(means, [...shape.slice(0, -1), shape.at(-1)! / sets]);
}

/** Students of pseudolabels of which a fifth is wrong, judged on new points along the way. */
export function students(mistakes: Mistakes, learning: Learning): ArmRunner<Size> {
  const step = stepOf(learning);
  const setting = { mistakes, wrongShare, ...settingOf(learning) };
  return arm(setting, async (given, { samples, testSamples, steps, sets }: Size): Promise<Trajectory[]> => {
    const run = { ...given, seeds: setsOf(given.seeds, sets) };
    const data = stackSeeds(run.seeds, (seed) => pseudolabelled(seed, samples, mistakes));
    const fresh = newPoints(run.seeds, testSamples);
    const { state, observations, observedAt } = await trainStudents({
      ...{ run, name: 'student', learning, step, steps, data, fresh },
    });
    const learnt = await predictions(run, parametersIn(state), data.x);
    const averaged = (array: NdArray): NdArray => meanOfSets(array, sets);
    return trajectoriesOf({
      steps: sets * steps,
      series: {
        error: averaged(observations['error']!),
        inconsistency: averaged(observations['inconsistency']!),
      },
      values: {
        teacher: averaged(disagreements(data.y, data.truth)),
        unfitted: averaged(disagreements(learnt, data.y)),
      },
      at: { error: observedAt, inconsistency: observedAt },
    });
  });
}

const last = (series: ArrayLike<number>): number => series[series.length - 1]!;

/** At the end: errors of student and pseudolabels, pseudolabels that are not fitted, inconsistency; shares. */
export function measure({ series, values }: Trajectory) {
  return {
    error: last(series['error']!),
    inconsistency: last(series['inconsistency']!),
    teacher: values['teacher']!,
    unfitted: values['unfitted']!,
  };
}

/** Share of the teacher's error that the student does not make. */
export const removed = ({ error, teacher }: { error: number; teacher: number }): number =>
  1 - error / teacher;

export const curves = {
  error: { label: 'error on new points (share)' },
  inconsistency: { label: 'share of new points that an augmentation takes to the other class' },
} as const;
