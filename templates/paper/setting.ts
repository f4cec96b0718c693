import * as tf from '@tensorflow/tfjs-core';
import { arm, type ArmRunner, type NdRecord, type Seed, specsOf, type TierSize } from 'claimcheck';
import { shuffledLabels, stackSeeds, twoMoons } from 'claimcheck/data';
import {
  accuracy,
  dense,
  denseSpecs,
  filled,
  initialize,
  sgd,
  sgdSlots,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from 'claimcheck/nn';
import { evaluate, scan, trajectoriesOf } from 'claimcheck/train';

/** Sizes of a run; a tier of a claim names them. */
export interface Size extends TierSize {
  readonly samples: number;
  readonly steps: number;
}

const momentum = 0.9;
const learningRate = 0.1;
const testSamples = 1000;
const width = 16;

/** A network with a layer of rectified linear units, or a linear classifier: x [R, B, 2] to logits [R, B, 2]. */
const models = {
  mlp: {
    specs: {
      ...denseSpecs('hidden', 2, width, { bias: filled(0) }),
      ...denseSpecs('out', width, 2, { bias: filled(0) }),
    },
    logits: (params: TensorRecord, x: tf.Tensor): tf.Tensor => {
      const hidden = tf.relu(dense(x, params['hidden/weight']!, params['hidden/bias']));
      return dense(hidden, params['out/weight']!, params['out/bias']);
    },
  },
  linear: {
    specs: denseSpecs('out', 2, 2, { bias: filled(0) }),
    logits: (params: TensorRecord, x: tf.Tensor): tf.Tensor =>
      dense(x, params['out/weight']!, params['out/bias']),
  },
};

const points = (seed: Seed, samples: number, split: 'train' | 'test') => {
  const { x, y } = twoMoons(seed, { samples, noiseStd: 0.15, split });
  return { x, y };
};

/**
 * An arm: trains a model on all points of a seed at once, every seed of the run beside the others, and takes its accuracy on
 * new points. What is random is drawn from the seed, so that two arms see the same points.
 */
export function trained(
  name: keyof typeof models,
  { shuffled = false }: { readonly shuffled?: boolean } = {},
): ArmRunner<Size> {
  const { specs, logits } = models[name];
  const isParameter = (key: string): boolean => Object.hasOwn(specs, key);

  const step = (state: TensorRecord, _: TensorRecord, { x, y }: TensorRecord) => {
    const params = Object.fromEntries(Object.entries(state).filter(([key]) => isParameter(key)));
    const slots = Object.fromEntries(Object.entries(state).filter(([key]) => !isParameter(key)));
    const { loss, gradients } = valueAndGradients(
      (current) => ({ loss: softmaxCrossEntropy(logits(current, x!), y!) }),
      params,
    );
    const next = sgd(params, gradients, slots, { learningRate, momentum });
    return { state: { ...next.params, ...next.slots }, metrics: { loss } };
  };

  const batch = (params: TensorRecord, _: TensorRecord, { x, y }: TensorRecord) => ({
    accuracy: tf.mul(100, accuracy(logits(params, x!), y!)),
  });

  return arm({ model: name, shuffled, learningRate, momentum }, async (run, { samples, steps }) => {
    const params = initialize(run.seeds, specs);
    const state: NdRecord = { ...params, ...sgdSlots(specsOf(params), { momentum }) };
    const data = stackSeeds(run.seeds, (seed) => {
      const { x, y } = points(seed, samples, 'train');
      return { x, y: shuffled ? shuffledLabels(seed, y) : y };
    });
    const result = await scan({ name: 'train', run, step, state, data, steps });
    const final = Object.fromEntries(Object.entries(result.state).filter(([key]) => isParameter(key)));
    const test = stackSeeds(run.seeds, (seed) => points(seed, testSamples, 'test'));
    const values = await evaluate({ run, batch, parameters: final, data: test, batches: 1 });
    return trajectoriesOf({ steps, series: { loss: result.metrics['loss']! }, values });
  });
}
