import * as tf from '@tensorflow/tfjs-core';
import type { TensorRecord } from '#engine';
import { dense, denseSpecs, initialize, meanSquaredError, normal, type ParameterSpecs } from '#nn';
import { gradientStep } from './gradient-step.ts';
import { minibatches, noise, samples } from './minibatches.ts';
import type { BenchCase } from './types.ts';

const [inputs, hidden, outputs, length, batchSize] = [8, 32, 8, 100, 32];

const specs: ParameterSpecs = {
  ...denseSpecs('in', inputs, hidden, { weight: normal(0.3) }),
  // Spectral radius about 0.6 (circular law): far enough from 1 that no replica explodes.
  ...denseSpecs('hidden', hidden, hidden, { weight: normal(0.6 / Math.sqrt(hidden)) }),
  ...denseSpecs('out', hidden, outputs, { weight: normal(0.2) }),
};

/** x [R, B, T, I] to one output for each time, [R, B, T, O]: h(t) = h(t - 1) A + x(t) B, y(t) = h(t) C. */
function outputsOf(params: TensorRecord, x: tf.Tensor): tf.Tensor {
  const replicas = x.shape[0];
  const overTime = (tensor: tf.Tensor, weight: tf.Tensor): tf.Tensor =>
    dense(tf.reshape(tensor, [replicas, batchSize * length, -1]), weight);
  const driven = tf.reshape(overTime(x, params['in/weight']!), [replicas, batchSize, length, hidden]);
  const [first, ...rest] = tf.unstack(driven, 2) as [tf.Tensor, ...tf.Tensor[]];
  const states = [first];
  for (const drive of rest) states.push(tf.add(dense(states.at(-1)!, params['hidden/weight']!), drive));
  return tf.reshape(overTime(tf.stack(states, 2), params['out/weight']!), [
    replicas,
    batchSize,
    length,
    outputs,
  ]);
}

const step = gradientStep((params, x, y) => meanSquaredError(outputsOf(params, x), y), 0.05);

export const linearRnn: BenchCase = {
  name: 'linear-rnn',
  title: `linear RNN ${inputs}-${hidden}-${outputs} over ${length} times, batch ${batchSize}`,
  training: (seeds) => ({
    step,
    state: initialize(seeds, specs),
    data: { x: noise('x', [samples, length, inputs]), y: noise('y', [samples, length, outputs]) },
    inputs: minibatches(seeds, batchSize),
  }),
  torch: { model: 'linear_rnn' },
  floors: [{ ratio: 8 }],
};
