import * as tf from '@tensorflow/tfjs-core';
import type { Recorder, Traced } from '../recorder.ts';
import { emitMatMul } from './linear.ts';
import { emitReshape, emitTranspose } from './movement.ts';
import { dtypeOf, inputList, type KernelTracer } from './types.ts';

interface Operand {
  readonly value: Traced;
  readonly labels: readonly string[];
}

const product = (extents: readonly number[]): number => extents.reduce((a, b) => a * b, 1);

/** Sums out labels that stand in this operand alone. */
function sumOut(recorder: Recorder, operand: Operand, keep: ReadonlySet<string>): Operand {
  const axes = operand.labels.flatMap((label, axis) => (keep.has(label) ? [] : [axis]));
  if (axes.length === 0) return operand;
  const { value, labels } = operand;
  const kept = value.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent));
  const sum = recorder.emit('Sum', [value], { axes }, kept, dtypeOf(value));
  const shape = value.shape.filter((_, axis) => !axes.includes(axis));
  return { value: emitReshape(recorder, sum, shape), labels: labels.filter((label) => keep.has(label)) };
}

function reorder(recorder: Recorder, operand: Operand, labels: readonly string[]): Traced {
  return emitTranspose(
    recorder,
    operand.value,
    labels.map((label) => operand.labels.indexOf(label)),
  );
}

/** `a` and `b` contracted by one batched matrix product: batch labels first, then each side's own. */
function contract(recorder: Recorder, a: Operand, b: Operand, keep: ReadonlySet<string>): Operand {
  const shared = a.labels.filter((label) => b.labels.includes(label));
  const batch = shared.filter((label) => keep.has(label));
  const summed = shared.filter((label) => !keep.has(label));
  const freeA = a.labels.filter((label) => !shared.includes(label));
  const freeB = b.labels.filter((label) => !shared.includes(label));
  const extent = (label: string): number => {
    const side = a.labels.includes(label) ? a : b;
    return side.value.shape[side.labels.indexOf(label)]!;
  };
  const extents = (labels: readonly string[]): number[] => labels.map(extent);
  const left = emitReshape(recorder, reorder(recorder, a, [...batch, ...freeA, ...summed]), [
    ...extents(batch),
    product(extents(freeA)),
    product(extents(summed)),
  ]);
  const right = emitReshape(recorder, reorder(recorder, b, [...batch, ...summed, ...freeB]), [
    ...extents(batch),
    product(extents(summed)),
    product(extents(freeB)),
  ]);
  const labels = [...batch, ...freeA, ...freeB];
  return { value: emitReshape(recorder, emitMatMul(recorder, left, right), extents(labels)), labels };
}

/** Einsum by decomposition into sums, transposes and batched matrix products, operands taken from the left. */
export const einsum: KernelTracer = (recorder, inputs, attrs) => {
  const values = inputList(inputs);
  const { allDims, idDims } = tf.backend_util.decodeEinsumEquation(
    attrs['equation'] as string,
    values.length,
  );
  tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, values as tf.Tensor[]);
  const [left, output] = (attrs['equation'] as string).replace(/\s/g, '').split('->') as [string, string];
  const operands = left
    .split(',')
    .map((labels, index): Operand => ({ labels: [...labels], value: values[index]! }));
  if (operands.some(({ labels }) => new Set(labels).size < labels.length)) {
    throw recorder.unsupported('Einsum', values, 'with a repeated index in one operand is not supported');
  }
  const needed = (from: number): Set<string> =>
    new Set([...output, ...operands.slice(from).flatMap(({ labels }) => [...labels])]);
  const [first, ...others] = operands as [Operand, ...Operand[]];
  const result = others.reduce((a, b, index) => {
    const later = needed(index + 2);
    const bSummed = sumOut(recorder, b, new Set([...later, ...a.labels]));
    const aSummed = sumOut(recorder, a, new Set([...later, ...bSummed.labels]));
    return contract(recorder, aSummed, bSummed, later);
  }, first);
  return reorder(recorder, sumOut(recorder, result, new Set(output)), [...output]);
};
