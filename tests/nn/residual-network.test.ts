import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sizeOf, specsOf } from '#core';
import type { Step } from '#engine';
import {
  batchNorm,
  batchNormWith,
  collectingBatchNorm,
  groupNorm,
  initialize,
  type LayerNormalizer,
  residualLayers,
  residualLogits,
  type ResidualNetwork,
  residualSpecs,
  runningAverage,
  runningBatchNorm,
  runningSpecs,
  scaleShift,
  selectOwn,
  sgd,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from '#nn';
import { scan } from '#train';
import { draws, gradientError, largestDifference, toTensor, toTensors } from './numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

const tiny: ResidualNetwork = { widths: [2, 3], blocksPerStage: 2, inputs: 2, classes: 3 };
const byBatch: LayerNormalizer = (_, x, affine) => batchNorm(x, affine).y;
const seeds = ['a', 'b'];

/** Parameters of which none is at a place where it has no effect. */
function parameters(network: ResidualNetwork, replicas = seeds): Record<string, tf.Tensor> {
  const specs = residualSpecs(network);
  return Object.fromEntries(
    Object.entries(specs).map(([name, { shape }]) => [
      name,
      toTensor(draws(name, [replicas.length, ...shape])),
    ]),
  );
}

/** One replica, written out with TF.js's own convolution and without anything of this project's network. */
function plain(p: TensorRecord, images: tf.Tensor4D, shortcuts: boolean): tf.Tensor {
  const of = (name: string): tf.Tensor => tf.squeeze(tf.slice(p[name]!, 0, 1), [0]);
  const layer = (name: string, x: tf.Tensor4D, strides: number): tf.Tensor4D => {
    const z = tf.conv2d(x, of(`${name}/weight`) as tf.Tensor4D, strides, 'same');
    const { mean, variance } = tf.moments(z, [0, 1, 2]);
    const scaled = tf.div(tf.sub(z, mean), tf.sqrt(tf.add(variance, 1e-5)));
    return tf.add<tf.Tensor4D>(tf.mul(scaled, of(`${name}/gamma`)), of(`${name}/beta`));
  };
  const block = (name: string, x: tf.Tensor4D, strides: number): tf.Tensor4D => {
    const branch = layer(`${name}/second`, tf.relu(layer(`${name}/first`, x, strides)), 1);
    if (!shortcuts) return tf.relu(branch);
    return tf.relu(tf.add<tf.Tensor4D>(branch, strides === 1 ? x : layer(`${name}/shortcut`, x, strides)));
  };
  let x = tf.relu(layer('stem', images, 1));
  x = block('stage0/block1', block('stage0/block0', x, 1), 1);
  x = block('stage1/block1', block('stage1/block0', x, 2), 1);
  return tf.add(tf.matMul(tf.mean(x, [1, 2]), of('head/weight') as tf.Tensor2D), of('head/bias'));
}

describe('residualLogits', () => {
  it.each([true, false])('is the plain composition of its layers, shortcuts %s', (shortcuts) => {
    const network = { ...tiny, shortcuts };
    const params = parameters(network);
    const images = toTensor(draws('images', [2, 3, 5, 6, 2]));
    const logits = residualLogits(params, images, network, { normalize: byBatch });
    expect(logits.shape).toEqual([2, 3, 3]);
    for (const replica of [0, 1]) {
      const own = (x: tf.Tensor): tf.Tensor => tf.slice(x, replica, 1);
      const alone = Object.fromEntries(Object.entries(params).map(([name, param]) => [name, own(param)]));
      const expected = plain(alone, tf.squeeze(own(images), [0]), shortcuts);
      expect(largestDifference(own(logits).dataSync(), expected.dataSync())).toBeLessThan(2e-5);
    }
  });

  it('hands each layer to the normalizer once, with the parameters that it has', () => {
    const network: ResidualNetwork = { ...tiny, affine: ['beta'] };
    const seen: [string, number][] = [];
    const normalize: LayerNormalizer = (name, x, affine) => {
      seen.push([name, x.shape.at(-1)!]);
      expect(affine.gamma).toBeUndefined();
      return scaleShift(x, affine);
    };
    const images = toTensor(draws('images', [2, 1, 4, 4, 2]));
    residualLogits(parameters(network), images, network, { normalize });
    const layers = residualLayers(network).map(({ name, channels }) => [name, channels]);
    expect(seen.toSorted()).toEqual(layers.toSorted());
    expect(new Set(seen.map(([name]) => name)).size).toBe(seen.length);
  });

  it('takes another activation: with none and no normalization it is linear', () => {
    const network: ResidualNetwork = { ...tiny, affine: [] };
    const params = parameters(network);
    const forward = (x: tf.Tensor): tf.Tensor =>
      residualLogits({ ...params, 'head/bias': tf.zeros([2, 1, 3]) }, x, network, {
        normalize: (_, z) => z,
        activation: (z) => z,
      });
    const x = toTensor(draws('x', [2, 2, 4, 4, 2], 0.1));
    const twice = forward(tf.mul(x, 2));
    expect(largestDifference(twice.dataSync(), tf.mul(forward(x), 2).dataSync())).toBe(0);
    const rectified = residualLogits(params, x, network, { normalize: (_, z) => z });
    expect(largestDifference(rectified.dataSync(), forward(x).dataSync())).toBeGreaterThan(0.1);
  });

  it('has gradients that match central differences, replica by replica', () => {
    const network: ResidualNetwork = { widths: [2, 2], blocksPerStage: 1, inputs: 1, classes: 2 };
    const specs = residualSpecs(network);
    const params = Object.fromEntries(
      Object.entries(specs).map(([name, { shape }]) => [name, draws(name, [2, ...shape], 0.5)]),
    );
    const images = draws('images', [2, 2, 3, 3, 1]);
    const loss = (given: TensorRecord): tf.Tensor => {
      const normalize: LayerNormalizer = (_, x, affine) => groupNorm(x, 1, { ...affine, epsilon: 0.1 });
      // A smooth activation: differences across a kink are no gradients.
      const logits = residualLogits(given, toTensor(images), network, { normalize, activation: tf.tanh });
      return tf.mean(tf.square(logits), [1, 2]);
    };
    expect(gradientError(loss, params)).toBeLessThan(5e-3);
  });
});

describe('residualSpecs', () => {
  it('without options is ResNet-18 for 10 classes', () => {
    const specs = residualSpecs();
    const count = Object.values(specs).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    // 11,173,962 parameters: the usual count of this network.
    expect(count).toBe(11_173_962);
    expect(residualLayers({})).toHaveLength(20);
    expect(specs['stage3/block0/shortcut/weight']!.shape).toEqual([1, 1, 256, 512]);
    expect(specs['stem/weight']!.shape).toEqual([3, 3, 3, 64]);
  });

  it('starts the last gamma of each block where it is told, all others at 1', () => {
    const params = initialize(['a'], residualSpecs({ ...tiny, lastGamma: 0 }));
    const gammas = Object.entries(params).filter(([name]) => name.endsWith('/gamma'));
    for (const [name, { values }] of gammas) {
      expect(new Set(values)).toEqual(new Set([name.endsWith('second/gamma') ? 0 : 1]));
    }
  });
});

/** The running statistics of `state` after a batch. */
function averaged(state: TensorRecord, statistics: TensorRecord, momentum = 0.1): TensorRecord {
  return Object.fromEntries(
    Object.entries(statistics).map(([name, value]) => [name, runningAverage(state[name]!, value, momentum)]),
  );
}

describe('running statistics', () => {
  it('average what batch normalization saw, and normalise by it', () => {
    const params = parameters(tiny);
    const images = toTensor(draws('images', [2, 4, 4, 4, 2]));
    const { normalize, statistics } = collectingBatchNorm();
    residualLogits(params, images, tiny, { normalize });
    const start = toTensors(initialize(seeds, runningSpecs(residualLayers(tiny))));
    expect(Object.keys(statistics).toSorted()).toEqual(Object.keys(start).toSorted());
    const after = averaged(start, statistics, 0.25);
    for (const name of Object.keys(start)) {
      const expected = tf.add(tf.mul(start[name]!, 0.75), tf.mul(statistics[name]!, 0.25));
      expect(after[name]!.shape).toEqual(expected.shape);
      expect(largestDifference(after[name]!.dataSync(), expected.dataSync())).toBeLessThan(1e-5);
    }
    const x = toTensor(draws('x', [2, 1, 2, 2, 2]));
    const affine = { gamma: params['stem/gamma'], beta: params['stem/beta'] };
    const evaluated = runningBatchNorm(after)('stem', x, affine);
    const known = { mean: after['running/stem/mean']!, variance: after['running/stem/variance']! };
    expect(evaluated.arraySync()).toEqual(batchNormWith(x, known, affine).arraySync());
  });
});

describe('a compiled training step', () => {
  it('is the step that TF.js takes op by op, running statistics included', async () => {
    const network: ResidualNetwork = { ...tiny, widths: [4, 8] };
    const names = Object.keys(residualSpecs(network));
    const step: Step = (state, input, data) => {
      const collecting = collectingBatchNorm({ workers: 2 });
      const { loss, gradients, aux } = valueAndGradients(
        (given) => {
          const x = selectOwn(data['x']!, input['batch']!);
          const logits = residualLogits(given, x, network, collecting);
          const labels = selectOwn(data['y']!, input['batch']!);
          return { loss: softmaxCrossEntropy(logits, labels), aux: collecting.statistics };
        },
        Object.fromEntries(names.map((name) => [name, state[name]!])),
      );
      const { params } = sgd(
        Object.fromEntries(names.map((name) => [name, state[name]!])),
        gradients,
        {},
        { learningRate: 0.05 },
      );
      return { state: { ...params, ...averaged(state, aux) }, metrics: { loss } };
    };
    const state = {
      ...initialize(seeds, residualSpecs(network)),
      ...initialize(seeds, runningSpecs(residualLayers(network))),
    };
    const data = {
      x: draws('images', [2, 8, 6, 6, 2]),
      y: { dtype: 'int32' as const, shape: [2, 8], values: Int32Array.from({ length: 16 }, (_, i) => i % 3) },
    };
    const inputs = (_from: number, count: number) => ({
      batch: {
        dtype: 'int32' as const,
        shape: [count, 2, 4],
        values: Int32Array.from({ length: count * 8 }, (_, i) => (i * 3) % 8),
      },
    });
    const trained = (engine: string) =>
      scan({ run: { seeds, engine, threads: 1 }, name: engine, step, state, data, inputs, steps: 4 });
    const [cpu, reference] = [await trained('cpu'), await trained('reference')];
    const losses = cpu.metrics['loss']!.values;
    expect(losses.at(-2)).toBeLessThan(losses[0]!);
    expect(largestDifference(losses, reference.metrics['loss']!.values)).toBeLessThan(1e-4);
    expect(specsOf(cpu.state)).toEqual(specsOf(state));
    for (const name of Object.keys(state)) {
      const difference = largestDifference(cpu.state[name]!.values, reference.state[name]!.values);
      expect(difference, name).toBeLessThan(1e-3);
    }
  });
});
