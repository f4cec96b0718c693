import { createRng, type NdArray, ndarray, type NdRecord, type Seed, sizeOf } from '#core';
import { replicaMinibatchIndices } from '#data';

/** Steps whose minibatches are drawn; runs that are longer repeat them. */
const drawnSteps = 16;

/** Samples of a data set that all replicas share. */
export const samples = 512;

/** Which samples each replica sees in each step: int32 [steps, R, B]. */
export function minibatches(seeds: readonly Seed[], batchSize: number): NdRecord {
  return { batch: replicaMinibatchIndices(seeds, { samples, batchSize, fromStep: 0, steps: drawnSteps }) };
}

/** Standard normal values from a stream of their own. */
export function noise(stream: string, shape: readonly number[]): NdArray {
  return ndarray(createRng('bench', stream).normals(sizeOf(shape)), shape);
}

/** Uniformly random whole numbers below `bound`, int32. */
export function wholeNumbers(stream: string, shape: readonly number[], bound: number): NdArray {
  const rng = createRng('bench', stream);
  return ndarray(
    Int32Array.from({ length: sizeOf(shape) }, () => rng.integer(bound)),
    shape,
    'int32',
  );
}
