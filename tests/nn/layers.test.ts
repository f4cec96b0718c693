import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  accuracy,
  type ActivationName,
  activate,
  averagePool,
  conv,
  dense,
  embedding,
  errorCount,
  globalAveragePool,
  maxPool,
  selectOwn,
  selectShared,
} from '#nn';
import { activationNames } from './activation-names.ts';
import { draws, gradientError } from './numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

describe('dense', () => {
  it('multiplies each replica by its own weights', () => {
    const x = tf.tensor([1, 2, 1, 2], [2, 1, 2]);
    const weight = tf.tensor([1, 10, 100, 1000], [2, 2, 1]);
    const bias = tf.tensor([0.5, -0.5], [2, 1, 1]);
    expect(Array.from(dense(x, weight, bias).dataSync())).toEqual([21.5, 2099.5]);
    expect(Array.from(dense(x, weight).dataSync())).toEqual([21, 2100]);
  });

  it('has gradients that match central differences', () => {
    const params = { x: draws('x', [2, 3, 2]), w: draws('w', [2, 2, 2]), b: draws('b', [2, 1, 2]) };
    expect(gradientError(({ x, w, b }) => tf.mean(tf.tanh(dense(x!, w!, b)), [1, 2]), params)).toBeLessThan(
      1e-3,
    );
  });
});

describe('conv', () => {
  it('adds its bias to every position and defaults to same padding, stride 1', () => {
    const x = tf.ones([1, 1, 3, 3, 1]);
    const y = conv(x, tf.ones([1, 3, 3, 1, 1]), { bias: tf.fill([1, 1, 1, 1, 1], 100) });
    expect(Array.from(y.dataSync())).toEqual([104, 106, 104, 106, 109, 106, 104, 106, 104]);
  });
});

describe('pooling', () => {
  const x = tf.tidy(() =>
    tf.tensor(
      Array.from({ length: 32 }, (_, i) => i),
      [2, 1, 4, 4, 1],
    ),
  );

  it('takes windows of each replica by itself', () => {
    expect(maxPool(x, { size: 2 }).shape).toEqual([2, 1, 2, 2, 1]);
    expect(Array.from(maxPool(x, { size: 2 }).dataSync())).toEqual([5, 7, 13, 15, 21, 23, 29, 31]);
    expect(Array.from(averagePool(x, { size: 2 }).dataSync())).toEqual([
      2.5, 4.5, 10.5, 12.5, 18.5, 20.5, 26.5, 28.5,
    ]);
    expect(globalAveragePool(x).arraySync()).toEqual([[[7.5]], [[23.5]]]);
  });

  it('does not count the padding in an average', () => {
    const y = averagePool(tf.ones([1, 1, 3, 3, 1]), { size: 2, strides: 2, pad: 'same' });
    expect(Array.from(y.dataSync())).toEqual([1, 1, 1, 1]);
  });

  it('has gradients that match central differences', () => {
    const params = { x: draws('x', [2, 1, 4, 4, 1]) };
    const loss = (y: tf.Tensor) => tf.mean(tf.tanh(y), [1, 2, 3, 4]);
    expect(gradientError((p) => loss(averagePool(p['x']!, { size: 2 })), params)).toBeLessThan(1e-3);
    expect(gradientError((p) => loss(maxPool(p['x']!, { size: 2 })), params, 0.005)).toBeLessThan(1e-3);
  });
});

describe('embedding', () => {
  it('looks rows up in each replica’s own table, repeated ids included', () => {
    const table = tf.tensor([1, 2, 3, 4, 10, 20, 30, 40], [2, 2, 2]);
    const ids = tf.tensor([1, 1, 0, 1], [2, 1, 2], 'int32');
    expect(embedding(ids, table).arraySync()).toEqual([
      [
        [
          [3, 4],
          [3, 4],
        ],
      ],
      [
        [
          [10, 20],
          [30, 40],
        ],
      ],
    ]);
  });

  it('adds the gradients of repeated ids up', () => {
    const ids = tf.tensor([0, 0, 1], [1, 3], 'int32');
    const gradient = tf.grad((table) => tf.sum(embedding(ids, table)))(tf.zeros([1, 3, 1]));
    expect(Array.from(gradient.dataSync())).toEqual([2, 1, 0]);
  });
});

describe('selecting rows', () => {
  const indices = tf.tidy(() => tf.tensor([2, 0, 1, 1], [2, 2], 'int32'));

  it('takes rows of a shared dataset', () => {
    const data = tf.tensor([0, 1, 10, 11, 20, 21], [3, 2]);
    expect(selectShared(data, indices).arraySync()).toEqual([
      [
        [20, 21],
        [0, 1],
      ],
      [
        [10, 11],
        [10, 11],
      ],
    ]);
  });

  it('takes rows of each replica’s own dataset', () => {
    const data = tf.tensor([0, 1, 2, 100, 101, 102], [2, 3]);
    expect(selectOwn(data, indices).arraySync()).toEqual([
      [2, 0],
      [101, 101],
    ]);
  });
});

describe('accuracy and errorCount', () => {
  it('count per replica', () => {
    const logits = tf.tensor([1, 0, 0, 1, 1, 0, 1, 0], [2, 2, 2]);
    const labels = tf.tensor([0, 1, 1, 0], [2, 2], 'int32');
    expect(Array.from(accuracy(logits, labels).dataSync())).toEqual([1, 0.5]);
    expect(Array.from(errorCount(logits, labels).dataSync())).toEqual([0, 1]);
  });
});

describe('activations', () => {
  // From the definitions, in float64; the error function's value erf(1/sqrt 2) = 0.6826894921370859 (two-sided 1 sigma).
  const expected: Record<ActivationName, [atMinusOne: number, atOne: number]> = {
    identity: [-1, 1],
    relu: [0, 1],
    leakyRelu: [-0.01, 1],
    elu: [Math.expm1(-1), 1],
    tanh: [Math.tanh(-1), Math.tanh(1)],
    sigmoid: [1 / (1 + Math.E), 1 / (1 + 1 / Math.E)],
    softplus: [Math.log1p(1 / Math.E), Math.log1p(Math.E)],
    gelu: [-(1 - 0.6826894921370859) / 2, (1 + 0.6826894921370859) / 2],
  };

  it.each(activationNames)('%s has its value and its slope', (name) => {
    const values = activate(name, tf.tensor([-1, 1])).dataSync();
    expect(values[0]).toBeCloseTo(expected[name][0], 6);
    expect(values[1]).toBeCloseTo(expected[name][1], 6);
    const x = { dtype: 'float32', shape: [1, 4], values: Float32Array.of(-1.7, -0.4, 0.6, 1.9) } as const;
    expect(gradientError((p) => tf.mean(tf.square(activate(name, p['x']!)), 1), { x })).toBeLessThan(1e-3);
  });
});
