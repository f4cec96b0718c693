import * as tf from '@tensorflow/tfjs-core';
import {
  createRng,
  type NdArray,
  ndarray,
  type NdRecord,
  rows,
  type RunContext,
  type Seed,
  stack,
  type Trajectory,
} from 'claimcheck';
import { type DatasetSplit, loadFirst, mnistImages, replicaMinibatchIndices } from 'claimcheck/data';
import { mean } from 'claimcheck/measure';
import {
  adam,
  adamSlots,
  dense,
  selectShared,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from 'claimcheck/nn';
import { scan, trajectoriesOf } from 'claimcheck/train';
import { columnNorms, projected, unitColumns } from './projection.ts';
import type { Setting, Size } from './setting.ts';

const classes = 10;
/** What the networks on digits share: for the setting of their arms. */
export const onDigits = { hiddenLayers: 3, optimizer: 'adam', learningRate: 1e-3, batchSize: 128 } as const;
const { hiddenLayers, learningRate, batchSize } = onDigits;
/** Stretches of training of which a curve has the mean. */
const stretches = 200;

const layerNames = Array.from({ length: hiddenLayers + 1 }, (_, layer) => `${layer}`);
const names = layerNames.flatMap((layer) => [`w${layer}`, `b${layer}`]);

/** Images as rows with their labels. */
interface Digits {
  readonly x: NdArray;
  readonly y: NdArray;
}

function digitsOf(choices: readonly DatasetSplit[], folder?: string): Digits {
  const { x, y } = loadFirst(choices, folder);
  const rows = y.values.length;
  return { x: { dtype: 'float32', shape: [rows, x.values.length / rows], values: x.values }, y };
}

function largestNorm({ shape, values }: NdArray): number {
  const [rows, width] = shape as [number, number];
  const squares = Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let at = row * width; at < (row + 1) * width; at++) sum += values[at]! ** 2;
    return sum;
  });
  return Math.sqrt(Math.max(...squares));
}

/**
 * `normal`: He's weights, thresholds 0. `uniform`: hidden weight vectors on the sphere, thresholds uniform over the
 * values that w . x takes for a random w, about the norm of x over the root of its length; in one dimension that is the
 * domain. The output layer is He's in both.
 */
function initial(
  seed: Seed,
  widths: readonly number[],
  norm: number,
  { start, draw = '' }: Setting,
): NdRecord {
  const rng = createRng(seed, `init/digits/${start}${draw}`);
  let size = norm;
  const entries = layerNames.flatMap((name, layer) => {
    const [from, to] = [widths[layer]!, widths[layer + 1]!];
    const onSphere = start === 'uniform' && layer < hiddenLayers;
    const w = ndarray(rng.normals(from * to, Math.sqrt(2 / from)), [from, to]);
    const b = onSphere
      ? rng.uniforms(to, -size / Math.sqrt(from), size / Math.sqrt(from))
      : new Float32Array(to);
    // Half of what a layer of unit weight vectors passes on is cut off by its ReLU.
    size *= Math.sqrt(to / from / 2);
    return [
      [`w${name}`, onSphere ? unitColumns(w) : w],
      [`b${name}`, ndarray(b, [1, to])],
    ] as const;
  });
  return Object.fromEntries(entries);
}

/** Logits of images [R, B, D], and the largest norm of every hidden layer's input: [R, 1, 1]. */
function forward(params: TensorRecord, x: tf.Tensor): { logits: tf.Tensor; bounds: TensorRecord } {
  const bounds: Record<string, tf.Tensor> = {};
  let h = x;
  for (const layer of layerNames.slice(0, -1)) {
    bounds[layer] = tf.max(tf.norm(h, 2, 2, true), 1, true);
    h = tf.relu(dense(h, params[`w${layer}`]!, params[`b${layer}`]));
  }
  const last = layerNames.at(-1)!;
  return { logits: dense(h, params[`w${last}`]!, params[`b${last}`]), bounds };
}

/** Hidden layers in the reduced space, thresholds within `reach` times the bound of their layer. */
function projectedLayers(params: TensorRecord, bounds: TensorRecord, reach: number): TensorRecord {
  const next: Record<string, tf.Tensor> = { ...params };
  for (const [layer, bound] of Object.entries(bounds)) {
    const own = { w: params[`w${layer}`]!, b: params[`b${layer}`]! };
    const { w, b } = projected(own, tf.mul(bound, reach));
    next[`w${layer}`] = w;
    next[`b${layer}`] = b;
  }
  return next;
}

/** How far the hidden weight vectors of a replica are from the unit sphere, at most. */
function outside(state: NdRecord, replica: number): number {
  const lengths = layerNames
    .slice(0, -1)
    .flatMap((layer) => columnNorms(rows(state[`w${layer}`]!, replica, replica + 1)));
  return Math.max(...lengths.map((length) => Math.abs(length - 1)));
}

/**
 * A ReLU network with three hidden layers on MNIST, by minibatches and Adam; in the reduced space the hidden layers are
 * projected after every step, with the largest norm of a layer's input in the minibatch for its bound. The trajectory
 * holds the mean training loss (nats) of each stretch of training.
 */
export function digitTrainings(
  setting: Setting,
  choices: readonly DatasetSplit[] = mnistImages,
  folder?: string,
) {
  const { reach } = setting;
  const step = (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const params = Object.fromEntries(names.map((name) => [name, state[name]!]));
    const [x, y] = [selectShared(data['x']!, input['batch']!), selectShared(data['y']!, input['batch']!)];
    const { loss, gradients, aux } = valueAndGradients((values) => {
      const { logits, bounds } = forward(values, x);
      return { loss: softmaxCrossEntropy(logits, y), aux: bounds };
    }, params);
    const next = adam(params, gradients, state, { learningRate, stepIndex: input['stepIndex']! });
    const kept = reach === undefined ? next.params : projectedLayers(next.params, aux, reach);
    return { state: { ...next.slots, ...kept }, metrics: { loss } };
  };
  return async (run: RunContext, { neurons, steps }: Size): Promise<Trajectory[]> => {
    const { x, y } = digitsOf(choices, folder);
    const widths = [x.shape[1]!, ...Array<number>(hiddenLayers).fill(neurons), classes];
    const norm = largestNorm(x);
    const starts = run.seeds.map((seed) => initial(seed, widths, norm, setting));
    const params = Object.fromEntries(names.map((name) => [name, stack(starts.map((own) => own[name]!))]));
    const { metrics, state } = await scan({
      ...{ run, name: 'training', step, steps, data: { x, y } },
      state: { ...params, ...adamSlots(params) },
      inputs: (from, count) => ({
        batch: replicaMinibatchIndices(run.seeds, {
          samples: y.values.length,
          batchSize: Math.min(batchSize, y.values.length),
          fromStep: from,
          steps: count,
        }),
      }),
    });
    return trajectoriesOf({ steps, series: { loss: metrics['loss']! } }).map(({ series }, index) => {
      const every = Math.max(1, Math.floor(steps / stretches));
      const at = Array.from({ length: Math.floor(steps / every) }, (_, stretch) => stretch * every);
      const loss = Array.from(series['loss']!);
      const error = at.map((from) => mean(loss.slice(from, from + every)));
      return { steps, series: { error }, values: { outside: outside(state, index) }, at: { error: at } };
    });
  };
}
