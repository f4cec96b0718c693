import * as tf from '@tensorflow/tfjs-core';
import {
  allocate,
  type DType,
  type NdArray,
  ndarray,
  type NdRecord,
  rows,
  sizeOf,
  type SpecRecord,
  UserError,
} from '#core';
import '#ops';
import { checkLive, checkMetrics, checkRun, checkSpecs, checkStepResult } from './contract.ts';
import { noGradientError } from './trace/no-gradient.ts';
import { withDeepStacks } from './trace/site.ts';
import type {
  ChunkResult,
  EngineName,
  EngineOptions,
  Program,
  Step,
  StepSpecs,
  TensorRecord,
} from './types.ts';

export interface EagerBackend {
  readonly engine: EngineName;
  /** Name of the registered TF.js backend. */
  readonly backendName: string;
}

/**
 * Runs a step op by op on a TF.js backend that is registered.
 * @throws UserError when a profile is asked for
 */
export async function compileEager(
  step: Step,
  specs: StepSpecs,
  { profile = false }: Pick<EngineOptions, 'profile'>,
  { engine, backendName }: EagerBackend,
): Promise<Program> {
  if (profile) throw new UserError(`engine '${engine}' has no profile`, 'profile with --engine cpu');
  checkSpecs(specs);
  await withBackend(backendName, () => undefined);
  let disposed = false;
  return {
    engine,
    run: async (state, inputs, data, steps) => {
      checkLive(disposed);
      checkRun(specs, state, inputs, data, steps);
      return withBackend(backendName, () => fold(step, specs, state, inputs, data, steps));
    },
    dispose: async () => void (disposed = true),
  };
}

/** Runs `action` with a backend active and restores the one that was active before. */
async function withBackend<Result>(backendName: string, action: () => Result): Promise<Result> {
  const engine = tf.engine();
  const previous = engine.backendName;
  if (engine.registry[backendName] === undefined) await tf.setBackend(backendName);
  // From here on nothing awaits, so no other code can see the switch: an initialised backend is set at once.
  else void tf.setBackend(backendName);
  try {
    return action();
  } finally {
    if (previous && previous !== backendName) void tf.setBackend(previous);
  }
}

function fold(
  step: Step,
  specs: StepSpecs,
  state: NdRecord,
  inputs: NdRecord,
  data: NdRecord,
  steps: number,
): ChunkResult {
  const constants = toTensors(data);
  let current = toTensors(state);
  const metrics = new MetricStack(steps);
  try {
    for (let index = 0; index < steps; index++) {
      const input = toTensors(mapRecord(inputs, (array) => rowOf(array, index)));
      const before = current;
      try {
        current = advance(step, specs, before, input, constants, (values) => metrics.push(index, values));
      } finally {
        tf.dispose(input);
      }
      tf.dispose(before);
    }
    return { state: mapRecord(current, (tensor) => toArray(tensor)), metrics: metrics.record() };
  } finally {
    tf.dispose([constants, current]);
  }
}

/** One step; the tensors returned are the step's own, whatever it passed through unchanged. */
function advance(
  step: Step,
  specs: StepSpecs,
  state: TensorRecord,
  input: TensorRecord,
  data: TensorRecord,
  onMetrics: (metrics: TensorRecord) => void,
): TensorRecord {
  return tf.tidy(() => {
    const result = named(() => step(state, input, data));
    checkStepResult(specs, result);
    onMetrics(result.metrics);
    return mapRecord(result.state, (tensor) => tensor.clone());
  });
}

/** What `call` gives; an op that it cannot differentiate is named. */
function named<T>(call: () => T): T {
  try {
    return withDeepStacks(call);
  } catch (error) {
    throw noGradientError(error) ?? error;
  }
}

/** Collects each step's metrics into arrays with a leading axis of steps. */
class MetricStack {
  private specs: SpecRecord | undefined;
  private readonly arrays: Record<string, NdArray> = {};

  constructor(private readonly steps: number) {}

  push(index: number, metrics: TensorRecord): void {
    if (this.specs) checkMetrics(metrics, this.specs);
    else this.start(metrics);
    for (const [name, tensor] of Object.entries(metrics)) {
      this.arrays[name]!.values.set(tensor.dataSync(), index * tensor.size);
    }
  }

  record(): NdRecord {
    return this.arrays;
  }

  private start(metrics: TensorRecord): void {
    this.specs = mapRecord(metrics, ({ dtype, shape }) => ({ dtype: dtype as DType, shape }));
    for (const [name, { dtype, shape }] of Object.entries(this.specs)) {
      const values = allocate(dtype, this.steps * sizeOf(shape));
      this.arrays[name] = { dtype, shape: [this.steps, ...shape], values };
    }
  }
}

function rowOf(array: NdArray, index: number): NdArray {
  const row = rows(array, index, index + 1);
  return { ...row, shape: row.shape.slice(1) };
}

function toTensors(record: NdRecord): Record<string, tf.Tensor> {
  return mapRecord(record, ({ values, shape, dtype }) => tf.tensor(values, [...shape], dtype));
}

function toArray(tensor: tf.Tensor): NdArray {
  // A tensor that the step passed through still shares the caller's buffer.
  return ndarray(tensor.dataSync().slice(), tensor.shape, tensor.dtype as DType);
}

function mapRecord<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
