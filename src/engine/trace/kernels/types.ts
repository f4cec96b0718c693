import type * as tf from '@tensorflow/tfjs-core';
import type { DType } from '#core';
import { StepError } from '../../errors.ts';
import type { Recorder, Traced } from '../recorder.ts';
import { captureSite } from '../site.ts';

/** Attributes of a TF.js kernel call as they arrive: each kernel knows its own. */
export type KernelAttributes = Readonly<Record<string, unknown>>;

/** Records a TF.js kernel call in canonical form and returns what stands for its outputs. */
export type KernelTracer = (
  recorder: Recorder,
  inputs: Readonly<Record<string, Traced>>,
  attrs: KernelAttributes,
) => Traced | Traced[];

export type KernelTable = Readonly<Record<string, KernelTracer>>;

/** One input by name, given that the kernel has it. */
export function input(inputs: Readonly<Record<string, Traced>>, name: string): Traced {
  const info = inputs[name];
  if (!info) throw new Error(`kernel input ${name} is missing`);
  return info;
}

/** The inputs of a kernel that takes a list (Concat, Pack, AddN, Einsum). */
export function inputList(inputs: Readonly<Record<string, Traced>>): Traced[] {
  return Object.values(inputs);
}

/**
 * The element type of a tensor.
 * @throws StepError when it is one that engines do not carry: text, complex numbers
 */
export function dtypeOf({ dtype }: { readonly dtype: tf.DataType }): DType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new StepError(
    `the step uses a tensor of type ${dtype} at ${captureSite()()}`,
    'compiled steps know float32, int32 and bool: turn other data into these outside the step',
  );
}
