import * as tf from '@tensorflow/tfjs-core';
import { createRng, type NdRecord, ndarray } from '#core';
import type { Step, TensorRecord } from '#engine';
import {
  activate,
  adam,
  adamSlots,
  batchNorm,
  conv,
  convSpecs,
  dense,
  denseSpecs,
  embedding,
  featureNorm,
  filled,
  globalAveragePool,
  globalNorm,
  initialize,
  maxPool,
  normal,
  type ParameterSpecs,
  runningAverage,
  scaleShiftSpecs,
  selectOwn,
  selectShared,
  selfAttention,
  sgd,
  sgdSlots,
  softmaxCrossEntropy,
  uniformFanIn,
  valueAndGradients,
} from '#nn';

const classes = 3;
const rows = 12;
const batch = 4;

/** A network with its data, as small as can be. */
export interface Model {
  readonly specs: ParameterSpecs;
  /** State that is not trained: running averages. */
  readonly averages?: (replicas: number) => NdRecord;
  readonly data: (replicas: number) => NdRecord;
  /** Whether each replica has its own rows of data. */
  readonly own: boolean;
  readonly logits: (params: TensorRecord, x: tf.Tensor) => { logits: tf.Tensor; averages?: TensorRecord };
}

const draws = (name: string, shape: readonly number[]): Float32Array =>
  createRng('conformance', name).normals(shape.reduce((product, extent) => product * extent, 1));

const labels = (replicas: number | undefined): NdRecord[string] => {
  const rng = createRng('conformance', 'labels');
  const shape = replicas === undefined ? [rows] : [replicas, rows];
  return ndarray(
    Array.from({ length: (replicas ?? 1) * rows }, () => rng.integer(classes)),
    shape,
    'int32',
  );
};

const perceptron: Model = {
  specs: {
    ...denseSpecs('first', 5, 7, { bias: filled(0.1) }),
    ...denseSpecs('last', 7, classes, { bias: uniformFanIn(7) }),
  },
  own: false,
  data: () => ({ x: ndarray(draws('x', [rows, 5]), [rows, 5]), y: labels(undefined) }),
  logits: (p, x) => {
    const hidden = activate('tanh', dense(x, p['first/weight']!, p['first/bias']));
    return { logits: dense(hidden, p['last/weight']!, p['last/bias']) };
  },
};

const convnet: Model = {
  specs: {
    ...convSpecs('conv', 3, 2, 3),
    ...scaleShiftSpecs('norm', 3, 5),
    ...convSpecs('strided', 3, 3, 4),
    ...denseSpecs('last', 4, classes),
  },
  averages: (replicas) => ({
    'average/mean': ndarray(new Float32Array(replicas * 3), [replicas, 1, 1, 1, 3]),
  }),
  own: true,
  data: (replicas) => {
    const shape = [replicas, rows, 5, 4, 2];
    return { x: ndarray(draws('maps', shape), shape), y: labels(replicas) };
  },
  logits: (p, x) => {
    const normed = batchNorm(conv(x, p['conv/weight']!), { gamma: p['norm/gamma']!, beta: p['norm/beta']! });
    const pooled = maxPool(activate('relu', normed.y), { size: 2, strides: 1 });
    const maps = activate('leakyRelu', conv(pooled, p['strided/weight']!, { strides: 2 }));
    return { logits: dense(globalAveragePool(maps), p['last/weight']!), averages: { mean: normed.mean } };
  },
};

const transformer: Model = {
  specs: {
    table: { shape: [6, 4], initialiser: normal(1) },
    ...Object.fromEntries(
      ['query', 'key', 'value', 'output'].map((name) => [name, { shape: [4, 4], initialiser: normal(0.5) }]),
    ),
    ...scaleShiftSpecs('norm', 4, 4),
    ...denseSpecs('last', 4, classes),
  },
  own: false,
  data: () => {
    const rng = createRng('conformance', 'tokens');
    const tokens = Array.from({ length: rows * 5 }, () => rng.integer(6));
    return { x: ndarray(tokens, [rows, 5], 'int32'), y: labels(undefined) };
  },
  logits: (p, x) => {
    const tokens = embedding(x, p['table']!);
    const weights = { query: p['query']!, key: p['key']!, value: p['value']!, output: p['output']! };
    const mixed = tf.add(tokens, selfAttention(tokens, weights, { heads: 2, causal: true }));
    const normed = featureNorm(mixed, { gamma: p['norm/gamma'], beta: p['norm/beta'] });
    return { logits: dense(tf.mean(normed, 2), p['last/weight']!) };
  },
};

export const models = { perceptron, convnet, transformer } as const;

export const optimizers = {
  'sgd with momentum and decay': {
    slots: (params: NdRecord) => sgdSlots(params, { momentum: 0.9 }),
    update: (p, g, s, rate) => sgd(p, g, s, { learningRate: rate, momentum: 0.9, weightDecay: 0.01 }),
  },
  'sgd with Nesterov momentum, a layer frozen': {
    slots: (params: NdRecord) => sgdSlots(params, { momentum: 0.8, frozen: ['last/weight'] }),
    frozen: ['last/weight'],
    update: (p, g, s, rate) =>
      sgd(p, g, s, { learningRate: rate, momentum: 0.8, nesterov: true, frozen: ['last/weight'] }),
  },
  adam: {
    slots: (params: NdRecord) => adamSlots(params),
    update: (p, g, s, rate, stepIndex) => adam(p, g, s, { learningRate: rate, stepIndex, weightDecay: 0.01 }),
  },
  'adam with decoupled decay': {
    slots: (params: NdRecord) => adamSlots(params),
    update: (p, g, s, rate, stepIndex) =>
      adam(p, g, s, { learningRate: rate, stepIndex, weightDecay: 0.05, decoupled: true }),
  },
} satisfies Record<string, Optimizer>;

export interface Optimizer {
  readonly slots: (params: NdRecord) => NdRecord;
  readonly frozen?: readonly string[];
  readonly update: (
    params: TensorRecord,
    gradients: TensorRecord,
    slots: TensorRecord,
    rate: tf.Tensor,
    stepIndex: tf.Tensor,
  ) => { params: Record<string, tf.Tensor>; slots: Record<string, tf.Tensor> };
}

/** One training step on a minibatch given by indices [R, B], with a rate per replica. */
export function trainingStep(model: Model, optimizer: Optimizer): Step {
  const names = Object.keys(model.specs);
  const select = model.own ? selectOwn : selectShared;
  return (state, input, data) => {
    const [x, y] = [data['x']!, data['y']!].map((array) => select(array, input['indices']!)) as [
      tf.Tensor,
      tf.Tensor,
    ];
    const params = Object.fromEntries(names.map((name) => [name, state[name]!]));
    const slots = Object.fromEntries(
      Object.entries(state).filter(([name]) => !names.includes(name) && !name.startsWith('average/')),
    );
    const result = valueAndGradients(
      (p) => {
        const { logits, averages } = model.logits(p, x);
        return { loss: softmaxCrossEntropy(logits, y), aux: averages };
      },
      params,
      { frozen: optimizer.frozen },
    );
    const next = optimizer.update(params, result.gradients, slots, input['rate']!, input['stepIndex']!);
    const averages = Object.entries(result.aux).map(([name, value]): [string, tf.Tensor] => [
      `average/${name}`,
      runningAverage(state[`average/${name}`]!, value, 0.1),
    ]);
    return {
      state: { ...next.params, ...next.slots, ...Object.fromEntries(averages) },
      metrics: { loss: result.loss, gradientNorm: globalNorm(result.gradients) },
    };
  };
}

/** State, inputs and data of a run of `steps` steps with one replica per seed. */
export function runOf(
  model: Model,
  optimizer: Optimizer,
  seeds: readonly string[],
  steps: number,
): { state: NdRecord; inputs: NdRecord; data: NdRecord } {
  const replicas = seeds.length;
  const params = initialize(seeds, model.specs);
  const rng = createRng(seeds.join(), 'run');
  const indices = Array.from({ length: steps * replicas * batch }, () => rng.integer(rows));
  return {
    state: { ...params, ...optimizer.slots(params), ...model.averages?.(replicas) },
    inputs: {
      indices: ndarray(indices, [steps, replicas, batch], 'int32'),
      rate: ndarray(rng.uniforms(steps * replicas, 0.01, 0.1), [steps, replicas]),
      stepIndex: ndarray(
        Array.from({ length: steps }, (_, step) => step),
        [steps],
      ),
    },
    data: model.data(replicas),
  };
}
