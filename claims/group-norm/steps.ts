import type * as tf from '@tensorflow/tfjs-core';
import {
  errorCount,
  minibatchOf,
  runningAverage,
  sgd,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from 'claimcheck/nn';
import { modelOf, type ModelSize } from './models.ts';
import type { Normalizer } from './network.ts';
import { byBatch, byRunningStatistics, type Norm, withoutStatistics } from './normalizers.ts';
import { type Recipe, smallRecipe } from './recipe.ts';

export const momentum = 0.9;
/** Share of the running statistics that each batch replaces. */
const averagingMomentum = 0.1;

const pick = (state: TensorRecord, names: readonly string[]): TensorRecord =>
  Object.fromEntries(names.map((name) => [name, state[name]!]));

const among = (state: TensorRecord, prefix: string): TensorRecord =>
  pick(
    state,
    Object.keys(state).filter((name) => name.startsWith(prefix)),
  );

/** One step and one evaluation, made once per arm and size so that their programs are compiled once. */
export function functionsFor(norm: Norm, size: ModelSize, { weightDecay }: Recipe = smallRecipe) {
  const model = modelOf(size);
  const parameters = Object.keys(model.specs);
  const fixed = withoutStatistics(norm, model) ?? byRunningStatistics;
  const step = (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const { x: images, y: labels } = minibatchOf(data, input);
    const running = among(state, 'running/');
    const { loss, gradients, aux } = valueAndGradients(
      (params) => {
        const statistics: Record<string, tf.Tensor> = {};
        const live: Normalizer = byBatch(norm, (name, { mean, variance }) => {
          statistics[`running/${name}/mean`] = mean;
          statistics[`running/${name}/variance`] = variance;
        });
        const normalize = norm.by === 'batch' ? live : fixed;
        const logits = model.logits({ ...running, ...params }, images, normalize);
        return { loss: softmaxCrossEntropy(logits, labels), aux: statistics };
      },
      pick(state, parameters),
    );
    const slots = pick(
      state,
      parameters.map((name) => `velocity/${name}`),
    );
    const options = { learningRate: input['learningRate']!, momentum, weightDecay };
    const next = sgd(pick(state, parameters), gradients, slots, options);
    const averages = Object.entries(aux).map(([name, value]) => [
      name,
      runningAverage(state[name]!, value, averagingMomentum),
    ]);
    return {
      state: {
        ...next.params,
        ...next.slots,
        ...running,
        ...(Object.fromEntries(averages) as TensorRecord),
      },
      metrics: { loss },
    };
  };
  const test = (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const { x: images, y: labels } = minibatchOf(data, input);
    return { errors: errorCount(model.logits(state, images, fixed), labels) };
  };
  return { step, test };
}
