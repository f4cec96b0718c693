import * as tf from '@tensorflow/tfjs-core';
import { convertValues, type TypedValues, UserError } from '#core';
import '#ops';
import { StepError, WrongCallError } from '../errors.ts';
import { foldConstants } from './fold.ts';
import { describe } from '../graph/graph.ts';
import { kernelTracers } from './kernels/index.ts';
import { dtypeOf } from './kernels/types.ts';
import { Recorder, type Traced, Violation } from './recorder.ts';
import { captureSite, isRefusal } from './site.ts';

const backendName = 'claimcheck-trace';

/** A TF.js backend that computes nothing: its kernels record themselves. */
class TraceBackend extends tf.KernelBackend {
  recorder: Recorder = new Recorder();

  override write(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType): tf.DataId {
    const checked = dtypeOf({ dtype });
    return this.recorder.constant(values as ArrayLike<number>, shape, checked).dataId;
  }

  override readSync(dataId: tf.DataId): tf.backend_util.BackendValues {
    const known = this.recorder.knows(dataId);
    const values = known && this.recorder.constantValues({ dataId, shape: [], dtype: 'float32' });
    if (values) return values;
    throw new StepError(
      `the step reads the values of a tensor at ${captureSite()()}`,
      'a step is compiled before any value exists: express the choice with tensor ops, or compute it outside the step',
    );
  }

  override async read(dataId: tf.DataId): Promise<tf.backend_util.BackendValues> {
    return this.readSync(dataId);
  }

  override numDataIds(): number {
    return 0;
  }
  override disposeData(): boolean {
    return true;
  }
  override refCount(): number {
    return 1;
  }
  override incRef(): void {}
  override floatPrecision(): 32 {
    return 32;
  }
  override memory(): { unreliable: boolean } {
    return { unreliable: true };
  }
}

/** Values of a tensor that was made before the trace, read from the backend that it lives on. */
function valuesFromOutside(dataId: tf.DataId): TypedValues | undefined {
  const owner = tf.engine().state.tensorInfo.get(dataId);
  if (!owner || owner.backend === backend) return undefined;
  return convertValues(owner.backend.readSync(dataId) as ArrayLike<number>, dtypeOf(owner));
}

let backend: TraceBackend | undefined;

/** Registers the backend and a recording version of every kernel that TF.js knows; once per process. */
function register(): TraceBackend {
  const instance = new TraceBackend();
  tf.registerBackend(backendName, () => instance, 0);
  const names = new Set([
    ...Object.entries(tf).flatMap(([key, value]) =>
      typeof value === 'string' && key === value ? [key] : [],
    ),
    ...Object.keys(kernelTracers),
    '_FusedMatMul',
  ]);
  for (const kernelName of names) {
    const tracer = kernelTracers[kernelName];
    tf.registerKernel({
      kernelName,
      backendName,
      kernelFunc: ({ inputs, attrs }) => {
        const given = Object.fromEntries(
          Object.entries(inputs).filter((entry): entry is [string, Traced] => entry[1] !== undefined),
        );
        if (!tracer) throw instance.recorder.unsupported(kernelName, Object.values(given));
        const { recorder } = instance;
        const result = checked(
          kernelName,
          given,
          () =>
            foldConstants(recorder, kernelName, given, attrs ?? {}) ?? tracer(recorder, given, attrs ?? {}),
        );
        const fresh = (info: Traced): Traced => withOwnId(recorder, info, given);
        return Array.isArray(result) ? result.map(fresh) : fresh(result);
      },
    });
  }
  return instance;
}

/**
 * What `record` gives.
 * @throws WrongCallError with op, shapes and place where TF.js or a rule of ours refuses the call, and an internal error with
 *   its cause where recording fails of itself
 */
function checked<T>(kernel: string, inputs: Readonly<Record<string, Traced>>, record: () => T): T {
  try {
    return record();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const operands = Object.values(inputs).map(describe);
    if (error instanceof Violation) {
      const problem = error.kernel === kernel ? `it ${error.problem}` : error.message;
      throw new WrongCallError(kernel, operands, captureSite()(), problem);
    }
    if (error instanceof Error && isRefusal(error)) {
      throw new WrongCallError(kernel, operands, captureSite()(), error.message);
    }
    const call = `${kernel}(${operands.join(', ')})`;
    throw new Error(
      `internal: ${call} could not be recorded: ${String(error)}; called at ${captureSite()()}`,
      {
        cause: error,
      },
    );
  }
}

/** TF.js takes two tensors with one data id for one tensor and would count its gradient twice. */
function withOwnId(recorder: Recorder, result: Traced, inputs: Readonly<Record<string, Traced>>): Traced {
  const shared = Object.values(inputs).some(({ dataId }) => dataId === result.dataId);
  return shared ? recorder.emit('Identity', [result], {}, result.shape, dtypeOf(result)) : result;
}

/** Runs `body` with ops going to a fresh recorder, then puts the previous backend back. */
export function withRecorder<T>(body: (recorder: Recorder, wrap: (info: Traced) => tf.Tensor) => T): T {
  backend ??= register();
  const tracing = backend;
  tf.backend(); // Chosen now if it was not: there must be one to put back.
  const previous = tf.getBackend();
  tracing.recorder = new Recorder(valuesFromOutside);
  // setBackend does its work before its first await for a backend that needs no asynchronous start.
  void tf.setBackend(backendName);
  const wrap = (info: Traced): tf.Tensor =>
    tf.engine().makeTensorFromDataId(info.dataId, info.shape, info.dtype, tracing);
  tf.engine().startScope('trace');
  try {
    return body(tracing.recorder, wrap);
  } finally {
    tf.engine().endScope();
    void tf.setBackend(previous);
  }
}
