import { expect, it } from 'vitest';
import { consecutiveIndices } from '#data';

it('goes through a data set in order, the same for every replica, from any step', () => {
  const { dtype, shape, values } = consecutiveIndices(2, { batchSize: 3, fromStep: 1, steps: 2 });
  expect({ dtype, shape }).toEqual({ dtype: 'int32', shape: [2, 2, 3] });
  expect([...values]).toEqual([3, 4, 5, 3, 4, 5, 6, 7, 8, 6, 7, 8]);
});

it('refuses what is no number of samples, replicas or steps', () => {
  expect(() => consecutiveIndices(0, { batchSize: 3, fromStep: 0, steps: 1 })).toThrow(/replicas/);
  expect(() => consecutiveIndices(1, { batchSize: 0.5, fromStep: 0, steps: 1 })).toThrow(/batchSize/);
  expect(() => consecutiveIndices(1, { batchSize: 3, fromStep: -1, steps: 1 })).toThrow(/fromStep/);
});
