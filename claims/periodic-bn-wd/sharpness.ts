import * as tf from '@tensorflow/tfjs-core';
import {
  arm,
  type ArmRunner,
  createRng,
  ndarray,
  type NdRecord,
  type RunContext,
  type Trajectory,
} from 'claimcheck';
import { destabilizations, median, stepAngle, summarizeDestabilizations } from 'claimcheck/measure';
import {
  globalNorm,
  initialize,
  scheduleInput,
  sgd,
  sharpness,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from 'claimcheck/nn';
import { scan, trajectoriesOf } from 'claimcheck/train';
import { withMarkedEvents } from './marked-events.ts';
import { classes, clusters, logitsOf, parametersOf, scaleInvariant } from './network.ts';
import type { Setting, Size } from './setting.ts';

/** Products with the Hessian at each step; the vector goes on from one step to the next. */
const powerIterations = 4;
const samples = 64;

const pick = (state: TensorRecord, prefix = ''): TensorRecord =>
  Object.fromEntries(scaleInvariant.map((name) => [name, state[`${prefix}${name}`]!]));

export interface Watched extends Pick<Setting, 'learningRate' | 'weightDecay'> {
  /** After every so many steps each input takes the first-layer weights of the next one; the norm stays as it is. */
  readonly shiftedEvery?: number;
}

/** Full-batch gradient descent with the learning rate times the sharpness at each step (unstable above 2). */
export function sharpnessRuns(setting: Watched): ArmRunner<Size> {
  const { learningRate, weightDecay, shiftedEvery } = setting;
  const step = (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const params = { ...pick(state), output: state['output']! };
    const lossOf = (given: TensorRecord): tf.Tensor =>
      softmaxCrossEntropy(logitsOf(given, data['x']!, {}), data['y']!);
    const options = { frozen: ['output'] };
    const { loss, gradients } = valueAndGradients((given) => ({ loss: lossOf(given) }), params, options);
    const { value, vector } = sharpness(lossOf, params, pick(state, 'vector/'), powerIterations);
    const moved = sgd(params, gradients, {}, { learningRate, weightDecay, ...options }).params;
    const vectors = Object.entries(vector).map(([name, part]) => [`vector/${name}`, part] as const);
    return {
      state: {
        ...(input['shift'] ? shifted(moved, input['shift']) : moved),
        ...Object.fromEntries(vectors),
      },
      metrics: {
        loss,
        norm: globalNorm(params, scaleInvariant),
        gradientNorm: globalNorm(gradients),
        rateTimesSharpness: tf.mul(value, learningRate),
      },
    };
  };
  const shifts = (at: number): number => ((at + 1) % shiftedEvery! === 0 ? 1 : 0);
  return arm({ optimizer: 'sgd', ...setting, samples }, async (run: RunContext, { steps }: Size) => {
    const params = initialize(run.seeds, parametersOf({}));
    const state = { ...params, ...startVectors(run, params) };
    const data = clusters(run.seeds, samples);
    const inputs = (from: number, count: number) => ({ shift: scheduleInput(shifts, from, count) });
    const shifting = shiftedEvery ? { inputs } : {};
    const { metrics } = await scan({ run, name: 'training', step, state, data, steps, ...shifting });
    return trajectoriesOf({ steps, series: metrics }).map((trajectory) =>
      withMarkedEvents(trajectory, { learningRate }),
    );
  });
}

/** `weights` where `by` is 0; where it is 1 each input has the weights of the next one. */
function shifted(weights: TensorRecord, by: tf.Tensor): TensorRecord {
  const weight = weights['hidden1']!;
  const next = tf.concat([tf.slice(weight, [0, 1, 0]), tf.slice(weight, [0, 0, 0], [-1, 1, -1])], 1);
  return { ...weights, hidden1: tf.add(weight, tf.mul(by, tf.sub(next, weight))) };
}

function startVectors({ seeds }: RunContext, params: NdRecord): NdRecord {
  const entries = scaleInvariant.map((name) => {
    const { shape } = params[name]!;
    const each = shape.slice(1).reduce((product, extent) => product * extent, 1);
    const values = new Float32Array(seeds.length * each);
    seeds.forEach((seed, at) => values.set(createRng(seed, `vector/${name}`).normals(each), at * each));
    return [`vector/${name}`, ndarray(values, shape)] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * The parts of a period, read off one run. A run with fewer than two events is one calm stretch from its first step to its
 * last; of no events none starts above 2 and none has a jump.
 */
export function measurePhases(setting: Pick<Setting, 'learningRate' | 'weightDecay'>) {
  return ({ series }: Trajectory) => {
    const { loss, norm, gradientNorm, rateTimesSharpness } = series as Record<
      'loss' | 'norm' | 'gradientNorm' | 'rateTimesSharpness',
      Float32Array
    >;
    const found = destabilizations({ loss, norm, classes });
    const { events } = found;
    const angles = stepAngle({ ...setting, norm, gradientNorm });
    const between = events
      .slice(1)
      .map(({ trough }, at) => median(rateTimesSharpness.subarray(events[at]!.recovered, trough)));
    const isCalm = events.length < 2;
    const share = (some: number): number => (events.length === 0 ? 0 : some / events.length);
    const jumps = events.filter(
      ({ trough, recovered }) => Math.max(...angles.subarray(trough, recovered + 1)) > jump,
    );
    return {
      events: events.length,
      fallingShare: isCalm ? fallingShare(norm) : summarizeDestabilizations(found, norm).sawtoothShare,
      unstableShare: share(events.filter(({ trough }) => rateTimesSharpness[trough]! > 2).length),
      calmSharpness: isCalm ? median(rateTimesSharpness) : median(between),
      jumpShare: share(jumps.length),
    };
  };
}

/** Share of the steps at which the norm falls. */
function fallingShare(norm: Float32Array): number {
  let falls = 0;
  for (let at = 1; at < norm.length; at++) if (norm[at]! < norm[at - 1]!) falls++;
  return falls / (norm.length - 1);
}

/** A step that turns the weights so far is a jump: a cosine of 0.9. */
const jump = Math.acos(0.9);
