import * as tf from '@tensorflow/tfjs';
import type { ArmRunner, TierSize } from '#claim';
import type { RunContext, Trajectory } from '#core';
import { replicaMinibatchIndices, stackSeeds, teacherClassification } from '#data';
import { mean, regularityGamma, tailMean } from '#measure';
import {
  batchNorm,
  dense,
  filled,
  heNormal,
  initialize,
  type ParameterSpecs,
  scaleShift,
  selectOwn,
  sgd,
  softmaxCrossEntropy,
  type TensorRecord,
  uniformFanIn,
  valueAndGradients,
} from '#nn';
import { scanWithDistances, trajectoriesOf } from '#train';

export interface Size extends TierSize {
  /** Steps of one run; compare arms at equal numbers only: gamma grows with the length of the run. */
  readonly steps: number;
}

export interface Setting {
  /**
   * After each hidden product: batch normalization with scale and shift; the scale and shift alone, as a placebo; or
   * nothing (default).
   */
  readonly after?: 'batchNorm' | 'scaleShift' | 'nothing';
  /** `small`: uniform on +-1/sqrt(fan-in), weights and biases (default). `he`: normal(0, 2/fan-in), biases 0. */
  readonly init?: 'small' | 'he';
  /** Another name draws other initial weights and minibatches for the same data. */
  readonly draw?: string;
}

const samples = 1024;
const inputs = 32;
const width = 48;
const hiddenLayers = 7;
const classes = 10;
const batchSize = 64;
export const learningRate = 0.05;

function parameterSpecs({ after = 'nothing', init = 'small' }: Setting): ParameterSpecs {
  const weight = init === 'small' ? uniformFanIn() : heNormal;
  const specs: Record<string, ParameterSpecs[string]> = {};
  for (let layer = 0; layer <= hiddenLayers; layer++) {
    const fanIn = layer === 0 ? inputs : width;
    const out = layer === hiddenLayers ? classes : width;
    specs[`weight${layer}`] = { shape: [fanIn, out], initialiser: weight };
    specs[`bias${layer}`] = {
      shape: [1, out],
      initialiser: init === 'small' ? uniformFanIn(fanIn) : filled(0),
    };
    if (after === 'nothing' || layer === hiddenLayers) continue;
    specs[`gamma${layer}`] = { shape: [1, out], initialiser: filled(1) };
    specs[`beta${layer}`] = { shape: [1, out], initialiser: filled(0) };
  }
  return specs;
}

function logitsOf(params: TensorRecord, x: tf.Tensor, after: Setting['after']): tf.Tensor {
  let h = x;
  for (let layer = 0; layer < hiddenLayers; layer++) {
    const z = dense(h, params[`weight${layer}`]!, params[`bias${layer}`]);
    const affine = { gamma: params[`gamma${layer}`], beta: params[`beta${layer}`] };
    h = tf.relu(after === 'batchNorm' ? batchNorm(z, affine).y : scaleShift(z, affine));
  }
  return dense(h, params[`weight${hiddenLayers}`]!, params[`bias${hiddenLayers}`]);
}

/** Minibatch SGD on a task drawn per seed; the trajectory holds d_t^2 = |theta_t - theta_T|^2 and the minibatch loss. */
export function sgdRuns(setting: Setting): ArmRunner<Size> {
  const specs = parameterSpecs(setting);
  const step = (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const x = selectOwn(data['x']!, input['batch']!);
    const y = selectOwn(data['y']!, input['batch']!);
    const { loss, gradients } = valueAndGradients(
      (params) => ({ loss: softmaxCrossEntropy(logitsOf(params, x, setting.after), y) }),
      state,
    );
    return { state: sgd(state, gradients, {}, { learningRate }).params, metrics: { loss } };
  };
  return async (run: RunContext, { steps }: Size): Promise<Trajectory[]> => {
    const drawSeeds = run.seeds.map((seed) => seed + (setting.draw ?? ''));
    const { metrics, distances } = await scanWithDistances({
      run,
      name: 'training',
      step,
      state: initialize(drawSeeds, specs),
      data: stackSeeds(run.seeds, (seed) => teacherClassification(seed, { samples, inputs, classes })),
      inputs: (from, count) => ({
        batch: replicaMinibatchIndices(drawSeeds, { samples, batchSize, fromStep: from, steps: count }),
      }),
      steps,
      parameters: Object.keys(specs),
    });
    return trajectoriesOf({ steps, series: { loss: metrics['loss']!, drop: distances.distanceDrop } });
  };
}

/** d_t^2 for t = 0..T from its decreases, summed from the end, where it is 0. */
function squaredDistances(drop: ArrayLike<number>): Float64Array {
  const squared = new Float64Array(drop.length + 1);
  for (let t = drop.length - 1; t >= 0; t--) squared[t] = squared[t + 1]! + drop[t]!;
  return squared;
}

/** Gamma of one run (equation G2 of the README) and how fast it trained. */
export function measure({ series }: Trajectory) {
  const loss = series['loss']!;
  const gamma = regularityGamma({ squaredDistance: squaredDistances(series['drop']!), loss, learningRate });
  return { ...gamma, meanLoss: mean(Array.from(loss)), finalLoss: tailMean(loss, 0.05) };
}

/** Below this gamma a run hardly moves towards its end; a floor keeps the ratio of two arms finite. */
const leastGamma = 1e-3;

/** Decades between the gammas of two runs. */
export function decadesBetween(gamma: number, other: number): number {
  return Math.log10(Math.max(gamma, leastGamma)) - Math.log10(Math.max(other, leastGamma));
}

export const curves = { loss: { label: 'minibatch loss (nats)', scale: 'log' } } as const;
