import { ndarray, type NdArray } from '#core';
import { requireWhole } from './check-option.ts';
import type { MinibatchRange } from './minibatch-indices.ts';

/**
 * A data set in order, batch by batch, the same for every replica: int32 [steps, replicas, batchSize]. For an evaluation on
 * a test set, or one pass over fresh samples.
 * @throws UserError when an option is no whole number in its range
 */
export function consecutiveIndices(
  replicas: number,
  { batchSize, fromStep, steps }: Omit<MinibatchRange, 'samples'>,
): NdArray {
  requireWhole('replicas', replicas);
  requireWhole('batchSize', batchSize);
  requireWhole('fromStep', fromStep, 0);
  requireWhole('steps', steps, 0);
  const values = Int32Array.from({ length: steps * replicas * batchSize }, (_, flat) => {
    const step = fromStep + Math.floor(flat / (replicas * batchSize));
    return step * batchSize + (flat % batchSize);
  });
  return ndarray(values, [steps, replicas, batchSize], 'int32');
}
