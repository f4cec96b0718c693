import type * as tf from '@tensorflow/tfjs';
import {
  errorCount,
  runningAverage,
  selectOwn,
  sgd,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from '#nn';
import { logitsOf, type NetworkSize, type Normalizer, parameterSpecs } from './network.ts';
import { byBatch, byRunningStatistics, type Norm, withoutStatistics } from './normalizers.ts';

export const momentum = 0.9;
const weightDecay = 1e-4;
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
export function functionsFor(norm: Norm, size: NetworkSize) {
  const parameters = Object.keys(parameterSpecs(size));
  const fixed = withoutStatistics(norm) ?? byRunningStatistics;
  const step = (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const images = selectOwn(data['x']!, input['batch']!);
    const labels = selectOwn(data['y']!, input['batch']!);
    const running = among(state, 'running/');
    const { loss, gradients, aux } = valueAndGradients(
      (params) => {
        const statistics: Record<string, tf.Tensor> = {};
        const live: Normalizer = byBatch(norm, (name, { mean, variance }) => {
          statistics[`running/${name}/mean`] = mean;
          statistics[`running/${name}/variance`] = variance;
        });
        const normalize = norm.by === 'batch' ? live : fixed;
        const logits = logitsOf({ ...running, ...params }, images, size, normalize);
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
    const images = selectOwn(data['x']!, input['batch']!);
    const labels = selectOwn(data['y']!, input['batch']!);
    return { errors: errorCount(logitsOf(state, images, size, fixed), labels) };
  };
  return { step, test };
}
