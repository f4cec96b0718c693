import * as tf from '@tensorflow/tfjs-core';
import { arm, type ArmRunner, type NdRecord, stack, specsOf, type TierSize } from 'claimcheck';
import { replicaMinibatchIndices } from 'claimcheck/data';
import {
  accuracy,
  adam,
  adamSlots,
  initialize,
  selectOwn,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from 'claimcheck/nn';
import { evaluate, scan, trajectoriesOf } from 'claimcheck/train';
import { digits } from './digits.ts';
import { models } from './models.ts';

/** Sizes of a run: digits in both splits together, and optimizer steps. */
export interface Size extends TierSize {
  readonly samples: number;
  readonly steps: number;
}

const batchSize = 100;
const learningRate = 0.01;

/** An arm: trains a model by Adam and takes its accuracy on the test set of each seed, in percent. */
export function trained(
  name: keyof typeof models,
  { shuffled = false }: { readonly shuffled?: boolean } = {},
): ArmRunner<Size> {
  const { specs, logits, architecture } = models[name];
  const setting = { model: name, ...architecture, shuffled, optimizer: 'adam', learningRate, batchSize };
  const parametersOf = <Value>(state: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(state).filter(([key]) => Object.hasOwn(specs, key)));

  const step = (state: TensorRecord, { batch, stepIndex }: TensorRecord, { x, y }: TensorRecord) => {
    const params = parametersOf(state);
    const slots = Object.fromEntries(Object.entries(state).filter(([key]) => !Object.hasOwn(specs, key)));
    const labels = selectOwn(y!, batch!);
    const { loss, gradients } = valueAndGradients(
      (current) => ({ loss: softmaxCrossEntropy(logits(current, selectOwn(x!, batch!)), labels) }),
      params,
    );
    const next = adam(params, gradients, slots, { learningRate, stepIndex: stepIndex! });
    return { state: { ...next.params, ...next.slots }, metrics: { loss } };
  };

  const batch = (params: TensorRecord, _: TensorRecord, { x, y }: TensorRecord) => ({
    accuracy: tf.mul(100, accuracy(logits(params, x!), y!)),
  });

  return arm(setting, async (run, { samples, steps }: Size) => {
    const sets = run.seeds.map((seed) => digits(seed, { samples, shuffled }));
    const split = (of: 'train' | 'test'): NdRecord => ({
      x: stack(sets.map((set) => set[of].x)),
      y: stack(sets.map((set) => set[of].y)),
    });
    const params = initialize(run.seeds, specs);
    const state = { ...params, ...adamSlots(specsOf(params)) };
    const result = await scan({
      ...{ name: 'train', run, step, state, data: split('train'), steps },
      inputs: (fromStep, count) => ({
        batch: replicaMinibatchIndices(run.seeds, {
          samples: Math.round(0.8 * samples),
          ...{ batchSize, fromStep, steps: count },
        }),
      }),
      every: 50,
    });
    const values = await evaluate({
      ...{ run, batch, batches: 1 },
      parameters: parametersOf(result.state),
      data: split('test'),
    });
    return trajectoriesOf({
      ...{ steps, values, at: { loss: result.at } },
      series: { loss: result.metrics['loss']! },
    });
  });
}
