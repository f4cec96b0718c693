import * as tf from '@tensorflow/tfjs-core';
import { type NdArray, type NdRecord, type RunContext, type Seed, stack, type Trajectory } from 'claimcheck';
import { replicaMinibatchIndices } from 'claimcheck/data';
import { meanSquaredError, selectOwn, type TensorRecord, valueAndGradients } from 'claimcheck/nn';
import { scan, trajectoriesOf } from 'claimcheck/train';
import { bandBasis, type Mode } from './bands.ts';
import { type NetworkSetting, networkOf, type OptimizerSetting, optimizerOf } from './network.ts';

export interface BandTask {
  /** Inputs of [-pi, pi)^d, the same for every seed: [n, d]. */
  readonly x: NdArray;
  /** One seed's target [n, 1]. */
  readonly y: (seed: Seed) => NdArray;
  readonly bands: readonly (readonly Mode[])[];
}

export interface BandSetting extends NetworkSetting {
  readonly optimizer: OptimizerSetting;
  /** Name of the training, where an arm has several. */
  readonly training?: string;
}

/** Names of the recorded series, lowest band first. */
export const bandNames = ['low', 'middle', 'high'] as const;

/** Power of a residual [R, n, 1] in each band: [R, bands]. */
function powers(residual: tf.Tensor, { basis, membership }: TensorRecord): tf.Tensor {
  const [replicas, n] = residual.shape as [number, number];
  const coefficients = tf.matMul(tf.reshape(residual, [replicas, n]), basis!);
  return tf.matMul(tf.square(coefficients), membership!);
}

/**
 * Trains a network on a target per seed. The trajectory holds, after each step, the relative error of each band: the
 * norm of the difference of the Fourier coefficients of fit and target over the norm of those of the target.
 */
export async function bandRuns(
  run: RunContext,
  setting: BandSetting,
  { x, y, bands }: BandTask,
  steps: number,
): Promise<Trajectory[]> {
  const { batchSize } = setting.optimizer;
  const { names, predict, start } = networkOf(setting, x.shape[1]!, 1);
  const { slots, update } = optimizerOf(setting.optimizer);
  const step = (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const params = Object.fromEntries(names.map((name) => [name, state[name]!]));
    const all = (values: TensorRecord): tf.Tensor => predict(values, data['x']!);
    const rows = (part: string): tf.Tensor => selectOwn(data[part]!, input['batch']!);
    const { gradients, aux } = valueAndGradients((values) => {
      if (batchSize) return { loss: meanSquaredError(predict(values, rows('x')), rows('y')) };
      const fit = all(values);
      return { loss: meanSquaredError(fit, data['y']!), aux: { fit } };
    }, params);
    const fit = aux['fit'] ?? all(params);
    const errors = tf.sqrt(tf.div(powers(tf.sub(fit, data['y']!), data), powers(data['y']!, data)));
    const next = update(params, gradients, state, input['stepIndex']!);
    const replicas = errors.shape[0];
    const band = (index: number): tf.Tensor =>
      tf.reshape(tf.slice(errors, [0, index], [replicas, 1]), [replicas]);
    return {
      state: { ...next.slots, ...next.params },
      metrics: Object.fromEntries(bands.map((_, index) => [bandNames[index]!, band(index)])),
    };
  };
  const params = start(run.seeds);
  const data: NdRecord = {
    x: stack(run.seeds.map(() => x)),
    y: stack(run.seeds.map(y)),
    ...bandBasis(x, bands),
  };
  const { metrics } = await scan({
    ...{ run, name: setting.training ?? 'training', step, steps, data },
    state: { ...params, ...slots(params) },
    ...(batchSize && {
      inputs: (from: number, count: number) => ({
        batch: replicaMinibatchIndices(run.seeds, {
          samples: x.shape[0]!,
          batchSize,
          fromStep: from,
          steps: count,
        }),
      }),
    }),
  });
  return trajectoriesOf({ steps, series: metrics });
}
