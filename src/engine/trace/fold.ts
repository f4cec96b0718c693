import * as tf from '@tensorflow/tfjs-core';
import { sizeOf, type TypedValues } from '#core';
import { dtypeOf } from './kernels/types.ts';
import type { Recorder, Traced } from './recorder.ts';

/** Results larger than this are left to the program: a constant would bloat the model. */
const largestFold = 1 << 20;

/**
 * The result of a kernel whose inputs are all known while tracing, computed by TF.js's plain CPU backend;
 * undefined when an input is not known or the result is too large to keep.
 */
export function foldConstants(
  recorder: Recorder,
  kernelName: string,
  inputs: Readonly<Record<string, Traced>>,
  attrs: tf.NamedAttrMap,
): Traced | Traced[] | undefined {
  const names = Object.keys(inputs);
  if (names.length === 0) return undefined;
  const known: Record<string, TypedValues> = {};
  for (const name of names) {
    if (sizeOf(inputs[name]!.shape) > largestFold) return undefined;
    const values = recorder.constantValues(inputs[name]!);
    if (!values) return undefined;
    known[name] = values;
  }
  return computeNow(recorder, kernelName, inputs, known, attrs);
}

/** Runs a kernel on TF.js's plain CPU backend and records its results as constants. */
export function computeNow(
  recorder: Recorder,
  kernelName: string,
  inputs: Readonly<Record<string, Traced>>,
  values: Readonly<Record<string, TypedValues>>,
  attrs: tf.NamedAttrMap,
): Traced | Traced[] | undefined {
  const kernel = tf.getKernel(kernelName, 'cpu');
  const backend = tf.findBackend('cpu') as (tf.KernelBackend & CpuBackend) | null;
  if (!kernel || !backend) return undefined;
  const infos = Object.entries(inputs).map(([name, { shape, dtype }]): [string, tf.TensorInfo] => [
    name,
    backend.makeTensorInfo(shape, dtype, values[name]!),
  ]);
  const outputs = kernel.kernelFunc({ inputs: asKernelInputs(infos), backend, attrs });
  const list = Array.isArray(outputs) ? outputs : [outputs];
  try {
    if (list.some(({ shape }) => sizeOf(shape) > largestFold)) return undefined;
    const kept = list.map(({ dataId, shape, dtype }) =>
      recorder.constant(backend.readSync(dataId) as ArrayLike<number>, shape, dtypeOf({ dtype })),
    );
    return Array.isArray(outputs) ? kept : kept[0]!;
  } finally {
    for (const { dataId } of [...infos.map(([, info]) => info), ...list]) backend.disposeData(dataId);
  }
}

/** Kernels of lists (Concat, Pack, AddN, Einsum) want their operands as a list, whose names are positions. */
function asKernelInputs(infos: readonly [string, tf.TensorInfo][]): tf.NamedTensorInfoMap {
  const isList = infos.length > 0 && infos.every(([name], index) => name === String(index));
  return isList
    ? (infos.map(([, info]) => info) as unknown as tf.NamedTensorInfoMap)
    : Object.fromEntries(infos);
}

interface CpuBackend {
  makeTensorInfo(shape: readonly number[], dtype: string, values: TypedValues): tf.TensorInfo;
}
