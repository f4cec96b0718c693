import * as tf from '@tensorflow/tfjs';
import type { ArmRunner, TierSize } from '#claim';
import { type NdRecord, type RunContext, ndarray, type Seed, type Trajectory } from '#core';
import { gaussianClusters, stackSeeds } from '#data';
import { destabilizations, type DestabilizationSummary, summarizeDestabilizations } from '#measure';
import {
  batchNorm,
  dense,
  globalNorm,
  heNormal,
  initialize,
  type ParameterSpecs,
  sgd,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
  withFrobeniusNorm,
} from '#nn';
import { scan, trajectoriesOf } from '#train';

/** Full-batch steps of one run. */
export interface Size extends TierSize {
  readonly steps: number;
}

export interface Setting {
  readonly learningRate: number;
  readonly weightDecay: number;
  /** Batch normalization after both hidden layers. Default true. */
  readonly normalized?: boolean;
  /** Rescale the scale-invariant weights to their starting norm after every step. Default false. */
  readonly onSphere?: boolean;
}

const samples = 64;
const inputs = 16;
const width = 32;
export const classes = 4;

/**
 * The fully scale-invariant MLP: every trained weight is followed by batch normalization without affine parameters; the
 * last layer is frozen at Frobenius norm 10, as in the paper's code, so that a small training loss is within reach.
 */
const parameters: ParameterSpecs = {
  hidden1: { shape: [inputs, width], initialiser: heNormal },
  hidden2: { shape: [width, width], initialiser: heNormal },
  output: { shape: [width, classes], initialiser: withFrobeniusNorm(10, heNormal) },
};
const scaleInvariant = ['hidden1', 'hidden2'];

/** Statistics of 64 float32 samples need no guard; a larger epsilon would break scale invariance. */
const epsilon = 1e-12;

function logitsOf(params: TensorRecord, x: tf.Tensor, normalized: boolean): tf.Tensor {
  const hidden = (input: tf.Tensor, weight: tf.Tensor): tf.Tensor => {
    const z = dense(input, weight);
    return tf.relu(normalized ? batchNorm(z, { epsilon }).y : z);
  };
  return dense(hidden(hidden(x, params['hidden1']!), params['hidden2']!), params['output']!);
}

/** Weights back at the norm they started from: [R, I, O] each, `norm` and `target` [R]. */
function rescaled(params: TensorRecord, norm: tf.Tensor, target: tf.Tensor): TensorRecord {
  const factor = tf.reshape(tf.div(target, norm), [-1, 1, 1]);
  const entries = Object.entries(params).map(([name, weight]): [string, tf.Tensor] => [
    name,
    scaleInvariant.includes(name) ? tf.mul(weight, factor) : weight,
  ]);
  return Object.fromEntries(entries);
}

/** Full-batch gradient descent with coupled weight decay, one setting for all seeds of an arm. */
export function fullBatchRuns(setting: Setting): ArmRunner<Size> {
  const { learningRate, weightDecay, normalized = true, onSphere = false } = setting;
  const step = (state: TensorRecord, _input: TensorRecord, data: TensorRecord) => {
    const { loss, gradients } = valueAndGradients(
      (params) => ({ loss: softmaxCrossEntropy(logitsOf(params, data['x']!, normalized), data['y']!) }),
      state,
      { frozen: ['output'] },
    );
    const moved = sgd(state, gradients, {}, { learningRate, weightDecay, frozen: ['output'] }).params;
    return {
      state: onSphere ? rescaled(moved, globalNorm(moved, scaleInvariant), data['startNorm']!) : moved,
      metrics: {
        loss,
        norm: globalNorm(state, scaleInvariant),
        gradientNorm: globalNorm(gradients),
      },
    };
  };
  return async (run: RunContext, { steps }: Size): Promise<Trajectory[]> => {
    const state = initialize(run.seeds, parameters);
    const data = { ...clusters(run.seeds), ...(onSphere && { startNorm: startNorm(state) }) };
    const { metrics } = await scan({ run, name: 'training', step, state, data, steps });
    return trajectoriesOf({ steps, series: metrics });
  };
}

function clusters(seeds: readonly Seed[]): NdRecord {
  return stackSeeds(seeds, (seed) =>
    gaussianClusters(seed, { samples, dimensions: inputs, classes, clustersPerClass: 4 }),
  );
}

/** Norm of each replica's scale-invariant weights: [R]. */
function startNorm(state: NdRecord): NdRecord[string] {
  const replicas = state['hidden1']!.shape[0]!;
  const squares = new Float64Array(replicas);
  for (const name of scaleInvariant) {
    const { values } = state[name]!;
    const each = values.length / replicas;
    values.forEach((value, index) => (squares[Math.floor(index / each)]! += value * value));
  }
  return ndarray(Float32Array.from(squares, Math.sqrt), [replicas]);
}

/** What the detector sees in one run. */
export function measure({ series }: Trajectory): DestabilizationSummary {
  const { loss, norm } = series as { loss: ArrayLike<number>; norm: ArrayLike<number> };
  return summarizeDestabilizations(destabilizations({ loss, norm, classes }), norm);
}

export const curves = {
  loss: { label: 'training loss (nats)', scale: 'log' },
  norm: { label: 'norm of the scale-invariant weights', scale: 'log' },
  gradientNorm: { label: 'gradient norm', scale: 'log' },
} as const;
