import type * as tf from '@tensorflow/tfjs-core';
import { type NdRecord, type SpecRecord, specsOf } from '#core';
import type { TensorRecord } from '#engine';
import { adam, adamSlots, initialize, isBiasOrNorm, lamb, lambSlots, type Updated } from '#nn';
import { transformerSpecs } from './transformer.ts';
import type { BenchCase } from './types.ts';

interface Optimizer {
  readonly name: string;
  readonly slots: (params: SpecRecord) => NdRecord;
  readonly update: (
    params: TensorRecord,
    gradients: TensorRecord,
    slots: TensorRecord,
    stepIndex: tf.Tensor,
  ) => Updated;
}

/** A further optimizer is a line here and a class in `torch_peer/optimizers.py`. */
const optimizers: readonly Optimizer[] = [
  {
    name: 'adam',
    slots: (params) => adamSlots(params),
    update: (params, gradients, slots, stepIndex) =>
      adam(params, gradients, slots, { learningRate: 0.001, stepIndex }),
  },
  {
    name: 'lamb',
    slots: (params) => lambSlots(params),
    update: (params, gradients, slots, stepIndex) =>
      lamb(params, gradients, slots, {
        learningRate: 0.001,
        weightDecay: 0.01,
        excludeFromDecay: isBiasOrNorm,
        stepIndex,
      }),
  },
];

/** An update on its own: the gradient is the parameter, that of half the squared norm, so that it costs nothing. */
function optimizerCase({ name, slots, update }: Optimizer): BenchCase {
  const names = Object.keys(transformerSpecs);
  return {
    name,
    title: `${name} update alone, ${names.length} tensors of the transformer`,
    training: (seeds) => {
      const params = initialize(seeds, transformerSpecs);
      return {
        step: (state, input) => {
          const current = Object.fromEntries(names.map((key) => [key, state[key]!]));
          const next = update(current, current, state, input['stepIndex']!);
          const kept = Object.keys(state).filter((key) => !names.includes(key));
          const nextSlots = Object.fromEntries(kept.map((key) => [key, next.slots[key]!]));
          return { state: { ...next.params, ...nextSlots }, metrics: {} };
        },
        state: { ...params, ...slots(specsOf(params)) },
        data: {},
        inputs: {},
      };
    },
    torch: { model: name },
    ways: ['loop', 'batched'],
  };
}

export const optimizerCases: readonly BenchCase[] = optimizers.map(optimizerCase);
