import { createRng, UserError, type NdArray, type Seed } from '#core';
import { requireWhole } from './check-option.ts';

export interface MinibatchRange {
  /** Size of the data set. */
  readonly samples: number;
  readonly batchSize: number;
  /** First step of the range, counted from the start of training. */
  readonly fromStep: number;
  readonly steps: number;
}

/**
 * Which samples each step sees: int32 [steps, batchSize], sampled without replacement within an epoch.
 *
 * Every epoch has a fresh order from a stream named by its number, so any range of steps is drawn without those before
 * it. An epoch has `floor(samples / batchSize)` steps: the samples left over are not seen in it.
 */
export function minibatchIndices(options: MinibatchRange & { readonly seed: Seed }): NdArray {
  checkRange(options);
  const { seed, steps, batchSize } = options;
  const values = new Int32Array(steps * batchSize);
  fill(values, seed, options, 0, 1);
  return { dtype: 'int32', shape: [steps, batchSize], values };
}

/** `minibatchIndices` of several seeds side by side: int32 [steps, replicas, batchSize]. */
export function replicaMinibatchIndices(seeds: readonly Seed[], range: MinibatchRange): NdArray {
  checkRange(range);
  const { steps, batchSize } = range;
  const values = new Int32Array(steps * seeds.length * batchSize);
  seeds.forEach((seed, replica) => fill(values, seed, range, replica, seeds.length));
  return { dtype: 'int32', shape: [steps, seeds.length, batchSize], values };
}

/** Steps that one epoch takes: the last, partial batch is dropped. */
export function stepsPerEpoch(samples: number, batchSize: number): number {
  return Math.floor(samples / batchSize);
}

function fill(
  values: Int32Array,
  seed: Seed,
  { samples, batchSize, fromStep, steps }: MinibatchRange,
  replica: number,
  replicas: number,
): void {
  const perEpoch = stepsPerEpoch(samples, batchSize);
  let epoch = -1;
  let order: Int32Array = new Int32Array();
  for (let step = 0; step < steps; step++) {
    const due = Math.floor((fromStep + step) / perEpoch);
    if (due !== epoch) {
      epoch = due;
      order = createRng(seed, `order/epoch-${epoch}`).permutation(samples);
    }
    const batch = ((fromStep + step) % perEpoch) * batchSize;
    values.set(order.subarray(batch, batch + batchSize), (step * replicas + replica) * batchSize);
  }
}

function checkRange({ samples, batchSize, fromStep, steps }: MinibatchRange): void {
  requireWhole('samples', samples);
  requireWhole('batchSize', batchSize);
  requireWhole('fromStep', fromStep, 0);
  requireWhole('steps', steps, 0);
  if (batchSize > samples) {
    throw new UserError(
      `batchSize ${batchSize} is larger than the data set (${samples} samples)`,
      `set batchSize to ${samples} or less`,
    );
  }
}
