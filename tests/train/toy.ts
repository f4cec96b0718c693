import * as tf from '@tensorflow/tfjs-core';
import {
  type CheckpointStore,
  createRng,
  type NdRecord,
  ndarray,
  type RunContext,
  type ScanCheckpoint,
} from '#core';
import type { Step } from '#engine';
import type { ScanOptions } from '#train';
import type { InputSource } from '../../src/train/chunk-inputs.ts';

const seeds = ['a', 'b', 'c'];

/** A noisy, nonlinear recursion whose rounding would show any change of order: w <- 0.9 w + tanh(noise + c + step / 10). */
export const toyStep: Step = (state, input, data) => {
  const w = state['w']!;
  const push = tf.tanh(tf.add(tf.add(input['noise']!, data['c']!), tf.mul(input['stepIndex']!, 0.1)));
  return {
    state: { w: tf.add(tf.mul(w, 0.9), push), count: tf.add(state['count']!, tf.scalar(1, 'int32')) },
    metrics: { norm: tf.sqrt(tf.sum(tf.square(w), 1)), w: tf.mul(w, 1), index: input['stepIndex']! },
  };
};

export const toyState: NdRecord = {
  w: ndarray([1, 2, 3, 4, 5, 6], [3, 2]),
  count: ndarray([0, 0, 0], [3], 'int32'),
};

export const toyInputs: InputSource = (from, count) => ({
  noise: ndarray(
    Array.from({ length: count }, (_, offset) =>
      Array.from(createRng(`${from + offset}`, 'noise').normals(6)),
    ).flat(),
    [count, 3, 2],
  ),
});

export const plainRun: RunContext = { seeds, engine: 'reference', threads: 1 };

export function toyScan(changes: Partial<ScanOptions> = {}): ScanOptions {
  return {
    run: plainRun,
    name: 'toy',
    step: toyStep,
    state: toyState,
    data: { c: ndarray([0.1, -0.2], [2]) },
    inputs: toyInputs,
    steps: 20,
    ...changes,
  };
}

/** A store that keeps copies, as files do. */
export function memoryStore(): CheckpointStore & { readonly saved: Map<string, ScanCheckpoint> } {
  const saved = new Map<string, ScanCheckpoint>();
  return {
    saved,
    load: (key) => structuredClone(saved.get(key)),
    save: (key, checkpoint) => void saved.set(key, structuredClone(checkpoint)),
    clear: (key) => void saved.delete(key),
  };
}

/** A run that is aborted once it has reached one of `steps`, a different one on each attempt. */
export function abortedRun(checkpoints: CheckpointStore, atStep: number): RunContext {
  const controller = new AbortController();
  return {
    ...plainRun,
    checkpoints,
    signal: controller.signal,
    onProgress: ({ step }) => {
      if (step >= atStep) controller.abort();
    },
  };
}
