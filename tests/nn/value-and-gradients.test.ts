import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { hessianVectorProduct, valueAndGradients } from '#nn';
import { curvatureError, draws } from './numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

const params = () => ({ a: tf.tensor([1, 2], [2, 1]), b: tf.tensor([3, 4], [2, 1]) });
type Params = Readonly<Record<string, tf.Tensor>>;
const loss = (p: Params): tf.Tensor => tf.sum(tf.mul(tf.square(p['a']!), p['b']!), 1);

describe('valueAndGradients', () => {
  it('gives each replica its own loss and its own gradient', () => {
    const result = valueAndGradients((p) => ({ loss: loss(p) }), params());
    expect(result.loss.arraySync()).toEqual([3, 16]);
    expect(result.gradients['a']!.arraySync()).toEqual([[6], [16]]);
    expect(result.gradients['b']!.arraySync()).toEqual([[1], [4]]);
  });

  it('leaves frozen parameters out', () => {
    const result = valueAndGradients((p) => ({ loss: loss(p) }), params(), { frozen: ['b'] });
    expect(Object.keys(result.gradients)).toEqual(['a']);
  });

  it('hands tensors of the forward pass out and leaves none behind', () => {
    const values = params();
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const { aux } = valueAndGradients(
        (p) => ({ loss: loss(p), aux: { twice: tf.mul(p['a']!, 2) } }),
        values,
      );
      expect(aux['twice']!.arraySync()).toEqual([[2], [4]]);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('leaves no tensor behind when the backward pass fails', () => {
    const values = params();
    const before = tf.memory().numTensors;
    const failing = () =>
      tf.tidy(
        () => void valueAndGradients((p) => ({ loss: tf.sum(p['a']!, 1), aux: { a: p['a']! } }), values),
      );
    expect(failing).toThrow('the loss does not depend on b');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses to differentiate by nothing', () => {
    expect(() => valueAndGradients((p) => ({ loss: loss(p) }), params(), { frozen: ['a', 'b'] })).toThrow(
      'every parameter is frozen',
    );
  });
});

describe('hessianVectorProduct', () => {
  it('is exact on a cubic, replica by replica', () => {
    // H = [[2b, 2a], [2a, 0]] per replica.
    const vector = { a: tf.ones([2, 1]), b: tf.fill([2, 1], 10) };
    const product = hessianVectorProduct(loss, params(), vector);
    expect(product['a']!.arraySync()).toEqual([[6 + 20], [8 + 40]]);
    expect(product['b']!.arraySync()).toEqual([[2], [4]]);
  });

  it('holds the parameters fixed that the vector does not name', () => {
    const product = hessianVectorProduct(loss, params(), { a: tf.ones([2, 1]) });
    expect(product['a']!.arraySync()).toEqual([[6], [8]]);
    expect(Object.keys(product)).toEqual(['a']);
  });

  // Every one of these ops saves its own output for the backward pass.
  const outputSavers: Record<string, (x: tf.Tensor) => tf.Tensor> = {
    tanh: (x) => tf.tanh(x),
    sigmoid: (x) => tf.sigmoid(x),
    exp: (x) => tf.exp(x),
    sqrt: (x) => tf.sqrt(tf.add(tf.square(x), 1)),
    softmax: (x) => tf.square(tf.softmax(x)),
  };
  it.each(Object.keys(outputSavers))('does not take the saved output of %s for a constant', (name) => {
    const x = draws('x', [2, 3]);
    const composed = (p: Params): tf.Tensor => tf.sum(tf.mul(p['x']!, outputSavers[name]!(p['x']!)), 1);
    expect(curvatureError(composed, { x })).toBeLessThan(1e-4);
  });

  it('leaves no tensor behind', () => {
    const values = params();
    const before = tf.memory().numTensors;
    tf.tidy(() => void hessianVectorProduct((p) => tf.tanh(loss(p)), values, { a: tf.ones([2, 1]) }));
    expect(tf.memory().numTensors).toBe(before);
  });
});
