import type * as tf from '@tensorflow/tfjs-core';
import {
  arm,
  type ArmRunner,
  type NdRecord,
  rows,
  type RunContext,
  stack,
  type TierSize,
  type Trajectory,
} from 'claimcheck';
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
import { digitTrainings, onDigits } from './digits.ts';
import { neurons, window } from './neurons.ts';
import { columnNorms, projected } from './projection.ts';
import { initial, radius, target } from './starts.ts';

export interface Size extends TierSize {
  readonly neurons: number;
  readonly steps: number;
  /** Networks per seed; a seed's number is a mean over them. */
  readonly networks: number;
  /** Of the domain, the box [-1, 1]^d; default 1. */
  readonly dimensions?: 1 | 2;
  /** In place of a function: deep networks on MNIST, one a seed (see digits.ts). */
  readonly digits?: boolean;
}

export interface Setting {
  /**
   * `normal`: w, b from N(0, 1). `carried`: the same networks with each neuron carried into the reduced space. `uniform`: w on
   * the sphere, b uniform over the domain. c from N(0, 1/N). The same draws whatever else the setting says.
   */
  readonly start: 'normal' | 'carried' | 'uniform';
  /** After every step |w| = 1 and |b| <= reach times the size of the domain. Default: free. */
  readonly reach?: number;
  /** Another name draws other initial weights. */
  readonly draw?: string;
  /** Of the hidden layer; a `binary` one is a step, trained by a straight-through gradient. Default `relu`. */
  readonly neuron?: keyof typeof neurons;
}

const learningRate = 0.01;
/** Points of a recorded curve. */
const recorded = 200;
const names = ['w', 'b', 'c'];

/** One hidden layer without output bias: x [1, B, d], w [R, d, N], b [R, 1, N], c [R, N, 1]. */
function predict({ w, b, c }: TensorRecord, x: tf.Tensor, neuron: keyof typeof neurons): tf.Tensor {
  return dense(neurons[neuron](dense(x, w!, b)), c!);
}

function stacked(records: readonly NdRecord[]): NdRecord {
  return Object.fromEntries(names.map((name) => [name, stack(records.map((record) => record[name]!))]));
}

/** Full-batch Adam; the trajectory holds the mean over a seed's networks of log10 of the training error. */
export function trainings(setting: Setting): ArmRunner<Size> {
  const { reach, neuron = 'relu' } = setting;
  const stepWithin =
    (bound?: number) =>
    (state: TensorRecord, input: TensorRecord, { x, y }: TensorRecord) => {
      const params = Object.fromEntries(names.map((name) => [name, state[name]!]));
      const { loss, gradients } = valueAndGradients(
        (values) => ({ loss: meanSquaredError(predict(values, x!, neuron), y!) }),
        params,
      );
      const next = adam(params, gradients, state, { learningRate, stepIndex: input['stepIndex']! });
      const { w, b } = next.params;
      const kept = bound === undefined ? {} : projected({ w: w!, b: b! }, bound);
      return { state: { ...next.slots, ...next.params, ...kept }, metrics: { loss } };
    };
  const trainOnDigits = digitTrainings(setting);
  const whole = {
    reach: 'free',
    ...setting,
    neuron,
    optimizer: 'adam',
    learningRate,
    batch: 'all',
    ...(neuron === 'binary' ? { window } : { onDigits }),
  };
  return arm(whole, async (run: RunContext, size: Size): Promise<Trajectory[]> => {
    if (size.digits) return trainOnDigits(run, size);
    const { steps, networks, dimensions = 1 } = size;
    const bound = reach === undefined ? undefined : reach * radius(dimensions);
    const { x, y } = target(dimensions);
    const seeds = run.seeds.flatMap((seed) =>
      Array.from({ length: networks }, (_, index) => `${seed}/${index}`),
    );
    const params = stacked(seeds.map((seed) => initial(seed, size, setting)));
    const state = { ...params, ...adamSlots(params) };
    const every = Math.max(1, Math.floor(steps / recorded));
    const {
      metrics,
      at,
      state: last,
    } = await scan({
      ...{ run: { ...run, seeds }, name: 'training', step: stepWithin(bound), state, steps, every },
      data: { x: stack([x]), y: stack([y]) },
    });
    const losses = metrics['loss']!.values;
    return run.seeds.map((_, index) => {
      const from = index * networks;
      const error = at.map((_, row) => {
        const own = losses.subarray(row * seeds.length + from, row * seeds.length + from + networks);
        return 10 ** mean(Array.from(own, Math.log10));
      });
      const values = { outside: outside(last, from, from + networks, bound) };
      return { steps: steps * networks, series: { error }, values, at: { error: at } };
    });
  });
}

/** How far networks are outside of the reduced space: weight vectors from the unit sphere, thresholds beyond the bound. */
function outside({ w, b }: NdRecord, from: number, to: number, bound = Infinity): number {
  const lengths = columnNorms(rows(w!, from, to)).map((length) => Math.abs(length - 1));
  const beyond = Array.from(rows(b!, from, to).values, (threshold) => Math.abs(threshold) / bound - 1);
  return Math.max(...lengths, ...beyond);
}

/**
 * Decades of training error at the end, the mean over the last twentieth of the run, where Adam still jitters; and how far
 * outside of the reduced space the networks are in the end.
 */
export function measure({ series, values }: Trajectory) {
  const error = Array.from(series['error']!);
  return {
    decades: mean(error.slice(-Math.ceil(error.length / 20)).map(Math.log10)),
    outside: values['outside']!,
  };
}

export const curves = { error: { label: 'training error (geometric mean)', scale: 'log' } } as const;
