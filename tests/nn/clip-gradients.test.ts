import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { UserError } from '#core';
import { clipGradients } from '#nn';

beforeAll(() => tf.setBackend('cpu'));

const gradients = () => ({
  a: tf.tensor([3, 0, 0.3, 0], [2, 2]),
  b: tf.tensor([4, 0.4], [2, 1, 1]),
  c: tf.tensor([0, 0], [2]),
});

it('shortens a replica whose gradients are too long, all by one factor, and leaves the others', () => {
  const { a, b, c } = clipGradients(gradients(), 1);
  const expected = [0.6, 0, 0.3, 0, 0.8, 0.4, 0, 0];
  [...a!.dataSync(), ...b!.dataSync(), ...c!.dataSync()].forEach((value, at) =>
    expect(value).toBeCloseTo(expected[at]!, 6),
  );
  expect([a!.shape, b!.shape, c!.shape]).toEqual([[2, 2], [2, 1, 1], [2]]);
});

it('keeps gradients of 0, and shows those that are not finite', () => {
  expect(Array.from(clipGradients({ a: tf.zeros([1, 2]) }, 1)['a']!.dataSync())).toEqual([0, 0]);
  expect(clipGradients({ a: tf.tensor([NaN, 1], [1, 2]) }, 1)['a']!.dataSync()[1]).toBeNaN();
});

it('refuses a norm that is not positive', () => {
  expect(() => clipGradients(gradients(), 0)).toThrow(UserError);
  expect(() => clipGradients(gradients(), NaN)).toThrow('largest must be positive, got NaN');
});
