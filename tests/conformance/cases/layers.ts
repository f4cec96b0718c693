import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import {
  accuracy,
  activate,
  type ActivationName,
  averagePool,
  conv,
  dense,
  embedding,
  errorCount,
  globalAveragePool,
  globalNorm,
  hessianVectorProduct,
  maxPool,
  meanSquaredError,
  selectOwn,
  selectShared,
  selfAttention,
  softmaxCrossEntropies,
  softmaxCrossEntropy,
} from '#nn';
import { activationNames } from '../../nn/activation-names.ts';
import {
  type Comparison,
  distinct,
  exact,
  operand,
  smoothOperand,
  summed,
  type Tensors,
  type Trial,
} from '../trial.ts';
import { both, layerTrials, maps, size, sizes } from './layer-trials.ts';
import { normLayers } from './norm-layers.ts';

const denseTrials = layerTrials(
  fc.tuple(sizes, fc.boolean()),
  ([{ replicas, batch, inputs, outputs }, biased]) => ({
    label: 'dense',
    operands: {
      x: operand([replicas, batch, inputs]),
      weight: operand([replicas, inputs, outputs]),
      ...(biased && { bias: operand([replicas, 1, outputs]) }),
    },
    apply: ({ x, weight, bias }) => dense(x!, weight!, bias),
  }),
);

const convTrials = layerTrials(
  fc.record({
    sizes,
    strides: size(2),
    pad: fc.constantFrom('same' as const, 'valid' as const),
    window: size(2),
  }),
  ({ sizes: { replicas, batch, width, inputs, outputs }, strides, pad, window }) => ({
    label: `conv ${strides} ${pad}`,
    operands: {
      x: operand([replicas, batch, width, width + 1, inputs]),
      filter: operand([replicas, window, window, inputs, outputs]),
      bias: operand([replicas, 1, 1, 1, outputs]),
    },
    apply: ({ x, filter, bias }) => conv(x!, filter!, { strides, pad, bias: bias! }),
  }),
);

const poolTrials = (pool: typeof maxPool): fc.Arbitrary<Trial> =>
  layerTrials(
    fc.record({
      own: maps,
      window: size(3),
      strides: size(2),
      pad: fc.constantFrom('same' as const, 'valid' as const),
    }),
    ({ own, window, strides, pad }) => ({
      label: `pool ${window} ${strides} ${pad}`,
      operands: { x: distinct(own) },
      apply: ({ x }) =>
        pool(x!, { size: pad === 'valid' ? Math.min(window, own[2]!) : window, strides, pad }),
    }),
  );

const attentionTrials = layerTrials(
  fc.record({ replicas: size(2), batch: size(2), length: size(3), heads: size(2), causal: fc.boolean() }),
  ({ replicas, batch, length, heads, causal }) => {
    const features = 2 * heads;
    const weight = smoothOperand([replicas, features, features], { low: -1, high: 1 });
    return {
      label: `selfAttention ${heads} ${causal}`,
      operands: {
        x: smoothOperand([replicas, batch, length, features], { low: -1, high: 1 }),
        query: weight,
        key: weight,
        value: weight,
        output: weight,
      },
      apply: ({ x, query, key, value, output }) =>
        selfAttention(x!, { query: query!, key: key!, value: value!, output: output! }, { heads, causal }),
    };
  },
);

const embeddingTrials = layerTrials(
  fc.record({ replicas: size(3), length: size(4), vocabulary: size(4, 2), nested: fc.boolean() }),
  ({ replicas, length, vocabulary, nested }) => ({
    label: 'embedding',
    operands: {
      ids: operand(
        nested ? [replicas, 2, length] : [replicas, length],
        'int32',
        fc.nat({ max: vocabulary - 1 }),
      ),
      table: operand([replicas, vocabulary, 3]),
    },
    apply: ({ ids, table }) => embedding(ids!, table!),
    wrt: ['table'],
  }),
);

/** Rows for minibatches; the gradient with respect to the rows is the adjoint gather. */
const selectTrials = layerTrials(
  fc.record({ replicas: size(3), rows: size(5), batch: size(4), own: fc.boolean() }),
  ({ replicas, rows, batch, own }) => ({
    label: own ? 'selectOwn' : 'selectShared',
    operands: {
      data: operand(own ? [replicas, rows, 2] : [rows, 2]),
      indices: operand([replicas, batch], 'int32', fc.nat({ max: rows - 1 })),
    },
    apply: ({ data, indices }) => (own ? selectOwn : selectShared)(data!, indices!),
    wrt: ['data'],
  }),
);

const labelled = (
  label: string,
  loss: (logits: tf.Tensor, labels: tf.Tensor) => tf.Tensor,
  wrt: readonly string[] = ['logits'],
): fc.Arbitrary<Trial> =>
  layerTrials(
    fc.record({ replicas: size(3), batch: size(4), classes: size(4, 2) }),
    ({ replicas, batch, classes }) => ({
      label,
      operands: {
        logits: operand([replicas, batch, classes]),
        labels: operand([replicas, batch], 'int32', fc.nat({ max: classes - 1 })),
      },
      apply: ({ logits, labels }) => loss(logits!, labels!),
      wrt,
    }),
  );

const regression = layerTrials(maps, (own) => ({
  label: 'meanSquaredError',
  operands: { prediction: operand(own), target: operand(own) },
  apply: ({ prediction, target }) => meanSquaredError(prediction!, target!),
}));

const norms = layerTrials(maps, (own) => ({
  label: 'globalNorm',
  operands: { a: smoothOperand(own), b: smoothOperand([own[0]!]) },
  apply: (record) => globalNorm(record),
}));

/** Reverse over reverse: the kernels of gradients are differentiated in turn. */
const curvatures = layerTrials(sizes, ({ replicas, batch, inputs, outputs }) => ({
  label: 'hessianVectorProduct',
  operands: {
    x: operand([replicas, batch, inputs]),
    weight: operand([replicas, inputs, outputs]),
    vector: operand([replicas, inputs, outputs]),
    target: operand([replicas, batch, outputs]),
  },
  apply: ({ x, weight, vector, target }) => {
    const loss = (p: Tensors): tf.Tensor => meanSquaredError(tf.tanh(dense(x!, p['weight']!)), target!);
    return hessianVectorProduct(loss, { weight: weight! }, { weight: vector! })['weight']!;
  },
  wrt: [],
  // Terms are products of two elements of x, one of the vector and what is left of 1 - tanh^2.
  magnitude: 81,
}));

const activationTrials = (name: ActivationName): fc.Arbitrary<Trial> =>
  layerTrials(maps, (own) => ({
    label: name,
    operands: { x: smoothOperand(own) },
    apply: ({ x }) => activate(name, x!),
    magnitude: 1,
  }));

export const layers: Readonly<Record<string, Comparison>> = {
  ...normLayers,
  dense: both(denseTrials),
  conv: both(convTrials),
  maxPool: both(poolTrials(maxPool)),
  averagePool: both(poolTrials(averagePool)),
  globalAveragePool: both(
    layerTrials(maps, (own) => ({
      label: 'globalAveragePool',
      operands: { x: operand(own) },
      apply: ({ x }) => globalAveragePool(x!),
    })),
  ),
  selfAttention: both(attentionTrials),
  embedding: both(embeddingTrials),
  'rows of data': both(selectTrials),
  softmaxCrossEntropy: both(labelled('softmaxCrossEntropy', softmaxCrossEntropy)),
  softmaxCrossEntropies: both(labelled('softmaxCrossEntropies', softmaxCrossEntropies)),
  accuracy: { trials: labelled('accuracy', accuracy, []), forward: summed },
  errorCount: { trials: labelled('errorCount', errorCount, []), forward: exact },
  meanSquaredError: both(regression),
  globalNorm: both(norms),
  hessianVectorProduct: { trials: curvatures, forward: summed },
  ...Object.fromEntries(activationNames.map((name) => [`activation ${name}`, both(activationTrials(name))])),
};
