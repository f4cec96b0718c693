import {
  arm,
  type ArmRunner,
  createRng,
  ndarray,
  type NdArray,
  type RunContext,
  type Seed,
  specsOf,
  type TierSize,
  type Trajectory,
} from 'claimcheck';
import { replicaMinibatchIndices, stepsPerEpoch } from 'claimcheck/data';
import { type DestabilizationSummary, summarizeDestabilizations } from 'claimcheck/measure';
import { initialize, scheduleInput, sgdSlots } from 'claimcheck/nn';
import { scan, trajectoriesOf } from 'claimcheck/train';
import { type Descent, descentStep } from './descent.ts';
import { eventsOf, withMarkedEvents } from './marked-events.ts';
import { clusters, frozenOf, inputs, mlp, type Network, parametersOf } from './network.ts';
import { rowMeans } from './row-means.ts';

/** Steps of one run. */
export interface Size extends TierSize {
  readonly steps: number;
}

export interface Setting extends Network, Descent {
  /** Training points. Default 64. */
  readonly samples?: number;
  /** Points of a minibatch. Default all. */
  readonly batchSize?: number;
  /** Standard deviation of noise on the inputs, drawn anew at every step. Default 0. */
  readonly inputNoise?: number;
  /** Step from which `norm` holds; it is free before. Default 0. */
  readonly keptFrom?: number;
  /** The learning rate is multiplied by `by` from step `from` on. */
  readonly heated?: { readonly from: number; readonly by: number };
}

/** Gradient descent with coupled weight decay, one setting for all seeds of an arm. */
export function trainingRuns(setting: Setting): ArmRunner<Size> {
  const { samples = 64, batchSize, momentum = 0 } = setting;
  const step = descentStep(mlp(setting), setting);
  const complete = { optimizer: 'sgd', ...setting, momentum, samples, batchSize: batchSize ?? samples };
  return arm(complete, async (run: RunContext, { steps }: Size): Promise<Trajectory[]> => {
    const params = initialize(run.seeds, parametersOf(setting));
    const { metrics } = await scan({
      run,
      name: 'training',
      step,
      state: { ...params, ...sgdSlots(specsOf(params), { momentum, frozen: frozenOf(setting) }) },
      data: clusters(run.seeds, samples),
      inputs: (from, count) => stepInputs(setting, run.seeds, from, count),
      steps,
    });
    // The loss of a minibatch is too noisy for the detector: such runs are seen through the means of their epochs.
    const epoch = batchSize ? stepsPerEpoch(samples, batchSize) : 1;
    const trajectories = trajectoriesOf({ steps, series: rowMeans(metrics, epoch) });
    return trajectories.map((trajectory) => withMarkedEvents(trajectory, setting));
  });
}

/** What steps `from` to `from + count` are given, as far as the setting has it. */
function stepInputs(setting: Setting, seeds: readonly Seed[], from: number, count: number) {
  const { samples = 64, batchSize, inputNoise = 0, keptFrom = 0, heated } = setting;
  const range = { samples, fromStep: from, steps: count };
  return {
    ...(batchSize && { batch: replicaMinibatchIndices(seeds, { ...range, batchSize }) }),
    ...(inputNoise > 0 && { noise: noiseInput(seeds, batchSize ?? samples, inputNoise, from, count) }),
    ...(keptFrom > 0 && { kept: scheduleInput((step) => (step < keptFrom ? 0 : 1), from, count) }),
    ...(heated && { heat: scheduleInput((step) => (step < heated.from ? 1 : heated.by), from, count) }),
  };
}

/** [count, R, points, inputs], from a stream per step. */
function noiseInput(
  seeds: readonly Seed[],
  points: number,
  deviation: number,
  from: number,
  count: number,
): NdArray {
  const each = points * inputs;
  const values = new Float32Array(count * seeds.length * each);
  for (let index = 0; index < count * seeds.length; index++) {
    const seed = seeds[index % seeds.length]!;
    const step = from + Math.floor(index / seeds.length);
    values.set(createRng(seed, `input-noise/${step}`).normals(each, deviation), index * each);
  }
  return ndarray(values, [count, seeds.length, points, inputs]);
}

/** What the detector sees in one run. */
export function measure(trajectory: Trajectory): DestabilizationSummary {
  return summarizeDestabilizations(eventsOf(trajectory), trajectory.series['norm']!);
}

/** Loss, norm and effective learning rate, with the events marked. */
export const eventCurves = {
  loss: { label: 'training loss (nats)', scale: 'log' },
  norm: { label: 'norm of the scale-invariant weights', scale: 'log' },
  effectiveRate: { label: 'effective learning rate', scale: 'log' },
  destabilizations: { label: 'loss at the onset of destabilizations (nats)', scale: 'log' },
} as const;

export const curves = { ...eventCurves, gradientNorm: { label: 'gradient norm', scale: 'log' } } as const;
