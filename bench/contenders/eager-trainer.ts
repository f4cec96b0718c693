import * as tf from '@tensorflow/tfjs-core';
import { type NdArray, type NdRecord, rows } from '#core';
import type { Step, TensorRecord } from '#engine';
import type { BenchCase, Training } from '../cases/index.ts';
import { inputsOf, type Trainer } from './trainer.ts';

export type EagerBackend = 'cpu' | 'wasm';

/**
 * The same step run op by op by a TF.js backend.
 * @throws Error naming the kernels of TF.js that the case needs and the backend does not have
 */
export async function eagerTrainer(
  { tfjsKernels = [] }: BenchCase,
  training: Training,
  backend: EagerBackend,
): Promise<Trainer> {
  if (backend === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
  if (!(await tf.setBackend(backend))) throw new Error(`TF.js cannot start its backend ${backend}`);
  const missing = tfjsKernels.filter((kernel) => !tf.getKernel(kernel, backend));
  if (missing.length > 0) throw new Error(`TF.js ${backend} has no kernel ${missing.join(', ')}`);
  const data = toTensors(training.data);
  return {
    time: async (steps) => {
      const inputs = inputsOf(training, steps);
      const slices = Array.from({ length: steps }, (_, step) => toTensors(sliceOf(inputs, step)));
      const state = toTensors(training.state);
      const start = performance.now();
      const last = fold(training.step, state, slices, data);
      const took = performance.now() - start;
      tf.dispose([last, ...slices]);
      return took;
    },
    run: () => Promise.reject(new Error('eager TF.js is timed only')),
    dispose: async () => tf.dispose(data),
  };
}

function fold(
  step: Step,
  first: TensorRecord,
  inputs: readonly TensorRecord[],
  data: TensorRecord,
): TensorRecord {
  let state = first;
  for (const input of inputs) {
    const before = state;
    state = tf.tidy(() => {
      const { state: next } = step(before, input, data);
      return Object.fromEntries(Object.entries(next).map(([name, tensor]) => [name, tensor.clone()]));
    });
    tf.dispose(before);
  }
  return state;
}

function sliceOf(record: NdRecord, step: number): NdRecord {
  const entries = Object.entries(record).map(([name, array]): [string, NdArray] => {
    const row = rows(array, step, step + 1);
    return [name, { ...row, shape: row.shape.slice(1) }];
  });
  return Object.fromEntries(entries);
}

function toTensors(record: NdRecord): TensorRecord {
  return Object.fromEntries(
    Object.entries(record).map(([name, { values, shape, dtype }]) => [
      name,
      tf.tensor(values, [...shape], dtype),
    ]),
  );
}
