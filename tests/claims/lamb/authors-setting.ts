import * as tf from '@tensorflow/tfjs-core';
import { createRng, type NdArray, ndarray, type NdRecord, type RunContext } from '#core';
import {
  dense,
  isBiasOrNorm,
  lamb,
  lambSlots,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from '#nn';
import { scan } from '#train';

/** What other implementations and ours train alike; tanh, since a kink would turn rounding into another gradient. */
export const setting = { samples: 64, steps: 50, learningRate: 0.02, weightDecay: 0.05 };

const shapes = {
  'hidden/weight': [8, 16],
  'hidden/bias': [1, 16],
  'output/weight': [16, 4],
  'output/bias': [1, 4],
};
const names = Object.keys(shapes);
const run: RunContext = { seeds: ['authors'], engine: 'auto', threads: 1 };

/** Weights [1, ...] by name, points [64, 8] and labels [64]; one bias starts at zero, where there is no ratio of norms. */
export function inputs(): { weights: NdRecord; x: NdArray; y: NdArray } {
  const { samples } = setting;
  const rng = createRng('authors', 'lamb');
  const weights = Object.entries(shapes).map(([name, shape]) => {
    const values = rng.normals(shape[0]! * shape[1]!, name === 'hidden/bias' ? 0 : 0.4);
    return [name, ndarray(values, [1, ...shape])] as const;
  });
  const labels = Int32Array.from({ length: samples }, () => Math.floor(rng.uniform(0, 4)));
  return {
    weights: Object.fromEntries(weights),
    x: ndarray(rng.normals(samples * 8, 1), [samples, 8]),
    y: ndarray(labels, [samples], 'int32'),
  };
}

type Options = Omit<Parameters<typeof lamb>[3], 'stepIndex' | 'learningRate' | 'weightDecay'>;

/** Ours with the conventions of each implementation. */
export const conventions: Readonly<Record<string, Options>> = {
  author: { biasCorrection: false, excludeFromDecay: isBiasOrNorm, excludeFromAdaptation: () => false },
  addons: { excludeFromDecay: isBiasOrNorm },
  pytorch: { biasCorrection: false, phi: { upper: 10 } },
};

/** Loss before every step and the norm of each layer after it, by name. */
export async function trained(options: Options): Promise<Record<string, number[]>> {
  const { weights, x, y } = inputs();
  const { steps, learningRate, weightDecay } = setting;
  const step = (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const params = Object.fromEntries(names.map((name) => [name, state[name]!]));
    const { loss, gradients } = valueAndGradients((given) => {
      const hidden = tf.tanh(dense(data['x']!, given['hidden/weight']!, given['hidden/bias']));
      return {
        loss: softmaxCrossEntropy(dense(hidden, given['output/weight']!, given['output/bias']), data['y']!),
      };
    }, params);
    const stepIndex = input['stepIndex']!;
    const next = lamb(params, gradients, state, { ...options, learningRate, weightDecay, stepIndex });
    const norms = names.map(
      (name) => [name, tf.sqrt(tf.sum(tf.square(next.params[name]!), [1, 2]))] as const,
    );
    return { state: { ...next.slots, ...next.params }, metrics: { loss, ...Object.fromEntries(norms) } };
  };
  const batch = ([own]: readonly NdArray[]): NdArray => ({ ...own!, shape: [1, ...own!.shape] });
  const { metrics } = await scan({
    ...{ run, name: 'authors', step, steps, data: { x: batch([x]), y: batch([y]) } },
    state: { ...weights, ...lambSlots(weights) },
  });
  return Object.fromEntries(Object.entries(metrics).map(([name, { values }]) => [name, Array.from(values)]));
}
