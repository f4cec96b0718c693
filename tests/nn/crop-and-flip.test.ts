import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type NdArray, rows as rowsOf } from '#core';
import { cropDraws } from '#data';
import type { Step } from '#engine';
import { cropAndFlip } from '#nn';
import { scan } from '#train';
import { draws, toTensor } from './numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

const margin = 2;

/** Pixel by pixel from padded images. */
function expected(images: NdArray, taken: { rows: NdArray; columns: NdArray }): number[] {
  const [replicas, batch, height, width, channels] = images.shape as [number, number, number, number, number];
  const result: number[] = [];
  for (let image = 0; image < replicas * batch; image++) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const y = taken.rows.values[image * height + row]! - margin;
        const x = taken.columns.values[image * width + column]! - margin;
        const inside = y >= 0 && y < height && x >= 0 && x < width;
        for (let channel = 0; channel < channels; channel++) {
          const at = ((image * height + y) * width + x) * channels + channel;
          result.push(inside ? images.values[at]! : 0);
        }
      }
    }
  }
  return result;
}

const seeds = ['a', 'b'];
const range = { size: 5, margin, batchSize: 8, fromStep: 3, steps: 2 };

describe('cropAndFlip', () => {
  it('takes pixels of the padded images, and zeros from the padding, also when compiled', async () => {
    const images = draws('images', [2, 8, 5, 5, 3]);
    const taken = cropDraws(seeds, range);
    const step: Step = (state, input, data) => {
      const crops = cropAndFlip(data['images']!, input['rows']!, input['columns']!, margin);
      return { state, metrics: { crops } };
    };
    for (const engine of ['cpu', 'reference']) {
      const { metrics } = await scan({
        run: { seeds, engine, threads: 1 },
        name: 'crops',
        step,
        state: { nothing: draws('nothing', [2, 1]) },
        data: { images },
        inputs: (from, count) => ({
          rows: rowsOf(taken.rows, from, from + count),
          columns: rowsOf(taken.columns, from, from + count),
        }),
        steps: 2,
      });
      for (const at of [0, 1]) {
        const of = (array: NdArray): NdArray => rowsOf(array, at, at + 1);
        const values = Array.from(of(metrics['crops']!).values);
        expect(values).toEqual(expected(images, { rows: of(taken.rows), columns: of(taken.columns) }));
      }
    }
  });

  it('leaves images as they are that are moved back', () => {
    const images = toTensor(draws('images', [1, 2, 4, 4, 1]));
    const straight = tf.tensor([2, 3, 4, 5, 2, 3, 4, 5], [1, 2, 4], 'int32');
    const cropped = cropAndFlip(images, straight, straight, 2);
    expect(cropped.arraySync()).toEqual(images.arraySync());
  });
});

describe('cropDraws', () => {
  it('reach every offset and both directions, step by step the same whatever came before', () => {
    const { rows, columns } = cropDraws(seeds, { ...range, fromStep: 0, steps: 40 });
    expect(rows.shape).toEqual([40, 2, 8, 5]);
    const images = rows.values.length / 5;
    const starts = new Set(Array.from({ length: images }, (_, image) => rows.values[5 * image]!));
    expect([...starts].toSorted()).toEqual([0, 1, 2, 3, 4]);
    const steps = Array.from(
      { length: images },
      (_, image) => columns.values[5 * image + 1]! - columns.values[5 * image]!,
    );
    const flipped = steps.filter((step) => step === -1).length / images;
    expect(new Set(steps)).toEqual(new Set([1, -1]));
    expect(flipped).toBeGreaterThan(0.4);
    expect(flipped).toBeLessThan(0.6);
    const later = cropDraws(seeds, range);
    expect(Array.from(later.rows.values)).toEqual(Array.from(rowsOf(rows, 3, 5).values));
  });

  it('refuses a margin that is no whole number', () => {
    expect(() => cropDraws(seeds, { ...range, margin: 0.5 })).toThrow('margin');
  });
});
