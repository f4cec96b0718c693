import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { ndarray } from '#core';
import { type BatchFunction, evaluate, mapBatches } from '#train';
import { plainRun } from './toy.ts';

/** Scores w x of each replica on a batch, and which batch it was. */
const score: BatchFunction = (parameters, input, data) => ({
  score: tf.mul(tf.mul(parameters['w']!, input['x']!), data['scale']!),
  batch: tf.add(input['stepIndex']!, 0),
});

const options = {
  run: plainRun,
  batch: score,
  parameters: { w: ndarray([1, 10], [2]) },
  data: { scale: ndarray([2], []) },
  inputs: (from: number, count: number) => ({
    x: ndarray(
      Array.from({ length: count }, (_, i) => from + i + 1),
      [count],
    ),
  }),
  batches: 5,
};

describe('mapBatches', () => {
  it('gives every batch’s metrics with unchanged parameters, however they are chunked', async () => {
    const metrics = await mapBatches({ ...options, chunk: 2 });
    expect(metrics['score']).toEqual(ndarray([2, 20, 4, 40, 6, 60, 8, 80, 10, 100], [5, 2]));
    expect(Array.from(metrics['batch']!.values)).toEqual([0, 1, 2, 3, 4]);
    expect(await mapBatches(options)).toEqual(metrics);
  });

  it('refuses a function without metrics', async () => {
    await expect(mapBatches({ ...options, batch: () => ({}) })).rejects.toThrow('returned no metrics');
  });
});

describe('evaluate', () => {
  it('averages over batches', async () => {
    const means = await evaluate(options);
    expect(means['score']).toEqual(ndarray([6, 60], [2]));
    expect(means['batch']).toEqual(ndarray([2], []));
  });
});
