import * as tf from '@tensorflow/tfjs-core';
import type { TensorRecord } from '#engine';
import {
  activate,
  dense,
  denseSpecs,
  embedding,
  featureNorm,
  filled,
  initialize,
  normal,
  type ParameterSpecs,
  scaleShiftSpecs,
  selfAttention,
  softmaxCrossEntropy,
} from '#nn';
import { gradientStep } from './gradient-step.ts';
import { minibatches, samples, wholeNumbers } from './minibatches.ts';
import type { BenchCase } from './types.ts';

const [layers, width, heads, length, vocabulary, batchSize] = [2, 64, 4, 32, 64, 32];
const expansion = 4 * width;
const projections = ['query', 'key', 'value', 'output'] as const;
const weight = normal(1 / Math.sqrt(width));

function layerSpecs(name: string): ParameterSpecs {
  return {
    ...scaleShiftSpecs(`${name}/norm0`, width, 4),
    ...scaleShiftSpecs(`${name}/norm1`, width, 4),
    ...(Object.assign(
      {},
      ...projections.map((role) => denseSpecs(`${name}/${role}`, width, width, { weight })),
    ) as ParameterSpecs),
    ...denseSpecs(`${name}/expand`, width, expansion, { weight, bias: filled(0) }),
    ...denseSpecs(`${name}/contract`, expansion, width, { bias: filled(0) }),
  };
}

/** Parameters of the whole network; the optimizer cases update the same. */
export const transformerSpecs: ParameterSpecs = {
  tokens: { shape: [vocabulary, width], initialiser: normal(1) },
  positions: { shape: [1, length, width], initialiser: normal(0.1) },
  ...(Object.assign(
    {},
    ...Array.from({ length: layers }, (_, i) => layerSpecs(`layer${i}`)),
  ) as ParameterSpecs),
  ...scaleShiftSpecs('norm', width, 4),
  ...denseSpecs('head', width, vocabulary, { weight }),
};

/** A pre-norm block with causal attention and an exact GELU. */
function block(name: string, params: TensorRecord, x: tf.Tensor): tf.Tensor {
  const own = (key: string): tf.Tensor => params[`${name}/${key}`]!;
  const normalized = (norm: string, h: tf.Tensor): tf.Tensor =>
    featureNorm(h, { gamma: own(`${norm}/gamma`), beta: own(`${norm}/beta`) });
  const weights = {
    query: own('query/weight'),
    key: own('key/weight'),
    value: own('value/weight'),
    output: own('output/weight'),
  };
  const mixed = tf.add(x, selfAttention(normalized('norm0', x), weights, { heads, causal: true }));
  const rows = tf.reshape(normalized('norm1', mixed), [x.shape[0], batchSize * length, width]);
  const expanded = activate('gelu', dense(rows, own('expand/weight'), own('expand/bias')));
  const contracted = dense(expanded, own('contract/weight'), own('contract/bias'));
  return tf.add(mixed, tf.reshape(contracted, x.shape));
}

/** Next-token loss of ids [R, B, T] against targets [R, B, T]. */
function lossOf(params: TensorRecord, ids: tf.Tensor, targets: tf.Tensor): tf.Tensor {
  let x = tf.add(embedding(ids, params['tokens']!), params['positions']!);
  for (let layer = 0; layer < layers; layer++) x = block(`layer${layer}`, params, x);
  const last = featureNorm(x, { gamma: params['norm/gamma'], beta: params['norm/beta'] });
  const rows = [ids.shape[0], batchSize * length];
  const logits = dense(tf.reshape(last, [...rows, width]), params['head/weight']!);
  return softmaxCrossEntropy(logits, tf.reshape(targets, rows));
}

const step = gradientStep(lossOf, 0.05);

export const transformer: BenchCase = {
  name: 'transformer',
  title: `${layers}-layer transformer, width ${width}, ${heads} heads, ${length} tokens, batch ${batchSize}`,
  training: (seeds) => ({
    step,
    state: initialize(seeds, transformerSpecs),
    data: {
      x: wholeNumbers('x', [samples, length], vocabulary),
      y: wholeNumbers('y', [samples, length], vocabulary),
    },
    inputs: minibatches(seeds, batchSize),
  }),
  torch: { model: 'transformer', options: { layers, heads } },
  floors: [{ replicas: 8, ratio: 1.5 }],
};
