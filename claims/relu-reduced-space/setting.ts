import * as tf from '@tensorflow/tfjs-core';
import {
  type ArmRunner,
  createRng,
  ndarray,
  type NdRecord,
  type RunContext,
  type Seed,
  stack,
  type TierSize,
  type Trajectory,
} from 'claimcheck';
import { functionGrid, sine } from 'claimcheck/data';
import { mean } from 'claimcheck/measure';
import {
  adam,
  adamSlots,
  dense,
  meanSquaredError,
  type TensorRecord,
  valueAndGradients,
} from 'claimcheck/nn';
import { scan } from 'claimcheck/train';
import { digitTrainings } from './digits.ts';

export interface Size extends TierSize {
  readonly neurons: number;
  readonly steps: number;
  /** Networks per seed; a seed's number is a mean over them. */
  readonly networks: number;
  /** In place of a function: deep networks on MNIST, one a seed (see digits.ts). */
  readonly digits?: boolean;
}

export interface Setting {
  /**
   * `normal`: w, b from N(0, 1). `uniform`: w on the sphere, b uniform over the domain. c from N(0, 1/N) in both. The
   * same draws whatever else the setting says.
   */
  readonly start: 'normal' | 'uniform';
  /** After every step |w| = 1 and |b| <= reach times the size of the domain. Default: free. */
  readonly reach?: number;
  /** Another name draws other initial weights. */
  readonly draw?: string;
}

const points = 100;
const learningRate = 0.01;
/** Points of a recorded curve. */
const recorded = 200;
const names = ['w', 'b', 'c'];

/** One hidden layer without output bias: x [1, B, 1], w and b [R, 1, N], c [R, N, 1]. */
function predict(params: TensorRecord, x: tf.Tensor): tf.Tensor {
  return dense(tf.relu(tf.add(tf.mul(x, params['w']!), params['b']!)), params['c']!);
}

/** w on the unit sphere, b clipped; the domain reaches to 1. */
function projected(params: TensorRecord, reach: number): TensorRecord {
  const norm = tf.norm(params['w']!, 2, 1, true);
  return {
    ...params,
    w: tf.div(params['w']!, norm),
    b: tf.clipByValue(params['b']!, -reach, reach),
  };
}

function initial(seed: Seed, neurons: number, { start, draw = '' }: Setting): NdRecord {
  const rng = createRng(seed, `init/${start}${draw}`);
  const w = rng.normals(neurons);
  return {
    w: ndarray(start === 'normal' ? w : w.map(Math.sign), [1, neurons]),
    b: ndarray(start === 'normal' ? rng.normals(neurons) : rng.uniforms(neurons, -1, 1), [1, neurons]),
    c: ndarray(rng.normals(neurons, 1 / Math.sqrt(neurons)), [neurons, 1]),
  };
}

function stacked(records: readonly NdRecord[]): NdRecord {
  return Object.fromEntries(names.map((name) => [name, stack(records.map((record) => record[name]!))]));
}

/** Full-batch Adam; the trajectory holds the mean over a seed's networks of log10 of the training error. */
export function trainings(setting: Setting): ArmRunner<Size> {
  const { reach } = setting;
  const { x, y } = functionGrid({ f: sine(2), low: -1, high: 1, points });
  const data = { x: stack([x]), y: stack([y]) };
  const step = (state: TensorRecord, input: TensorRecord, { x, y }: TensorRecord) => {
    const params = Object.fromEntries(names.map((name) => [name, state[name]!]));
    const { loss, gradients } = valueAndGradients(
      (values) => ({ loss: meanSquaredError(predict(values, x!), y!) }),
      params,
    );
    const next = adam(params, gradients, state, { learningRate, stepIndex: input['stepIndex']! });
    const kept = reach === undefined ? next.params : projected(next.params, reach);
    return { state: { ...next.slots, ...kept }, metrics: { loss } };
  };
  const onDigits = digitTrainings(setting);
  return async (run: RunContext, size: Size): Promise<Trajectory[]> => {
    if (size.digits) return onDigits(run, size);
    const { neurons, steps, networks } = size;
    const seeds = run.seeds.flatMap((seed) =>
      Array.from({ length: networks }, (_, index) => `${seed}/${index}`),
    );
    const params = stacked(seeds.map((seed) => initial(seed, neurons, setting)));
    const state = { ...params, ...adamSlots(params) };
    const every = Math.max(1, Math.floor(steps / recorded));
    const { metrics, at } = await scan({
      run: { ...run, seeds },
      name: 'training',
      step,
      state,
      data,
      steps,
      every,
    });
    const losses = metrics['loss']!.values;
    return run.seeds.map((_, index) => {
      const from = index * networks;
      const error = at.map((_, row) => {
        const own = losses.subarray(row * seeds.length + from, row * seeds.length + from + networks);
        return 10 ** mean(Array.from(own, Math.log10));
      });
      return { steps: steps * networks, series: { error }, values: {}, at: { error: at } };
    });
  };
}

/** Decades of training error at the end: the mean over the last twentieth of the run, where Adam still jitters. */
export function measure({ series }: Trajectory): { readonly decades: number } {
  const error = Array.from(series['error']!);
  return { decades: mean(error.slice(-Math.ceil(error.length / 20)).map(Math.log10)) };
}

export const curves = { error: { label: 'training error (geometric mean)', scale: 'log' } } as const;
