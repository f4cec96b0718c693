import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { cropAndFlip, minibatchOf } from '#nn';
import { draws, toTensor } from './numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

const batch = tf.tensor([2, 0, 1, 1], [2, 2], 'int32');

describe('minibatchOf', () => {
  it('takes samples that all replicas share', () => {
    const x = toTensor(draws('x', [3, 2]));
    const rows = x.arraySync() as number[][];
    const chosen = minibatchOf({ x, y: tf.tensor([5, 6, 7], [3], 'int32') }, { batch });
    expect(chosen.x.arraySync()).toEqual([
      [rows[2], rows[0]],
      [rows[1], rows[1]],
    ]);
    expect(chosen.y.arraySync()).toEqual([
      [7, 5],
      [6, 6],
    ]);
  });

  it("takes each replica's own", () => {
    const y = tf.tensor([1, 2, 3, 4, 5, 6], [2, 3], 'int32');
    const chosen = minibatchOf({ x: tf.expandDims(y, 2), y }, { batch });
    expect(chosen.y.arraySync()).toEqual([
      [3, 1],
      [5, 5],
    ]);
    expect(tf.squeeze(chosen.x, [2]).arraySync()).toEqual(chosen.y.arraySync());
  });

  it('crops and flips as the inputs say', () => {
    const x = toTensor(draws('images', [3, 2, 2, 1]));
    const y = tf.tensor([0, 1, 2], [3], 'int32');
    const taken = tf.tensor([1, 2, 1, 2, 0, 1, 2, 1], [2, 2, 2], 'int32');
    const inputs = { batch, rows: taken, columns: taken };
    const plain = minibatchOf({ x, y }, { batch }).x;
    const expected = cropAndFlip(plain, taken, taken, 1).arraySync();
    expect(minibatchOf({ x, y }, inputs, 1).x.arraySync()).toEqual(expected);
    expect(plain.arraySync()).not.toEqual(expected);
  });
});
