import { allocate, type NdArray, type NdRecord, rows } from '#core';
import type { StepOutline } from './outline-step.ts';

/** What a program is given for some steps. */
export interface Given {
  readonly state: NdRecord;
  readonly inputs: NdRecord;
  readonly data: NdRecord;
  readonly steps: number;
}

/** What is given for the first `steps` of the steps alone; where there are fewer, the inputs of these come again. */
export function firstSteps({ inputs, steps: available, ...rest }: Given, steps: number): Given {
  const first = (array: NdArray): NdArray => {
    const known = rows(array, 0, Math.min(steps, available));
    const values = allocate(array.dtype, (array.values.length / available) * steps);
    for (let at = 0; at < values.length; at += known.values.length) {
      values.set(known.values.subarray(0, values.length - at), at);
    }
    return { ...known, shape: [steps, ...array.shape.slice(1)], values };
  };
  return { ...rest, inputs: mapped(inputs, first), steps };
}

/**
 * The last replica's share of what is given: vector code has its remainders there.
 * Arrays that the replicas share stay whole.
 */
export function lastReplica(
  given: Given,
  { replicas, shared }: Pick<StepOutline, 'replicas' | 'shared'>,
): Given {
  const block = (array: NdArray): NdArray => {
    const each = array.shape[0]! / replicas;
    return rows(array, (replicas - 1) * each, replicas * each);
  };
  const cut = (record: NdRecord, whole: ReadonlySet<string>, by: (array: NdArray) => NdArray): NdRecord =>
    mapped(record, (array, name) => (whole.has(name) || replicas === 1 ? array : by(array)));
  return {
    state: cut(given.state, shared.state, block),
    data: cut(given.data, shared.data, block),
    inputs: cut(given.inputs, shared.input, (array) => lastBlocks(array, replicas)),
    steps: given.steps,
  };
}

/** The last replica's block of each step; the leading axis counts steps. */
export function lastBlocks({ dtype, shape, values }: NdArray, replicas: number): NdArray {
  const [steps, leading, ...rest] = shape as [number, number, ...number[]];
  const size = values.length / (steps * replicas);
  const kept = Array.from({ length: steps }, (_, step) => {
    const end = (step + 1) * replicas * size;
    return values.subarray(end - size, end);
  });
  const cut = values.slice(0, steps * size);
  kept.forEach((block, step) => cut.set(block, step * size));
  return { dtype, shape: [steps, leading / replicas, ...rest], values: cut };
}

/** The last replica's part of the flat values of an output. */
export function lastPart(array: NdArray, replicas: number): NdArray {
  const size = array.values.length / replicas;
  return { ...array, shape: [size], values: array.values.subarray(array.values.length - size) };
}

/** A record with every array replaced. */
export function mapped(record: NdRecord, by: (array: NdArray, name: string) => NdArray): NdRecord {
  return Object.fromEntries(Object.entries(record).map(([name, array]) => [name, by(array, name)]));
}
