import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ndarray, specsOf } from '#core';
import { rmsprop, rmspropSlots, type TensorRecord } from '#nn';
import { toTensors } from './numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

const one = (value: number) => ({ w: tf.tensor([value], [1, 1]) });
const valueOf = (record: TensorRecord, name: string): number => record[name]!.dataSync()[0]!;
const slots = () => toTensors(rmspropSlots(specsOf({ w: ndarray([0], [1, 1]) })));

describe('rmsprop', () => {
  it('follows its recursion in float64', () => {
    const options = { learningRate: 0.1, decay: 0.9, epsilon: 1e-3 };
    let [w, square] = [1, 0];
    let current: { params: TensorRecord; slots: TensorRecord } = { params: one(1), slots: slots() };
    for (let step = 0; step < 20; step++) {
      const gradient = 3 * w;
      square = 0.9 * square + 0.1 * gradient ** 2;
      w -= (0.1 * gradient) / (Math.sqrt(square) + 1e-3);
      const gradients = { w: tf.mul(current.params['w']!, 3) };
      current = rmsprop(current.params, gradients, current.slots, options);
      expect(valueOf(current.params, 'w')).toBeCloseTo(w, 5);
      expect(valueOf(current.slots, 'square/w')).toBeCloseTo(square, 5);
    }
  });

  it('the first step is learningRate / sqrt(1 - decay) whatever the size of the gradient', () => {
    for (const size of [1e-3, 1, 1e3]) {
      const { params } = rmsprop(one(1), one(size), slots(), { learningRate: 0.01 });
      expect(valueOf(params, 'w')).toBeCloseTo(0.9, 4);
    }
  });

  it('a gradient of 0 moves nothing', () => {
    const { params } = rmsprop(one(1), one(0), slots(), { learningRate: 0.01 });
    expect(valueOf(params, 'w')).toBe(1);
  });

  it('leaves frozen parameters and names a slot that is missing', () => {
    const { params } = rmsprop(one(1), {}, {}, { learningRate: 1, frozen: ['w'] });
    expect(valueOf(params, 'w')).toBe(1);
    expect(() => rmsprop(one(1), one(1), {}, { learningRate: 1 })).toThrow(/square\/w/);
  });
});
