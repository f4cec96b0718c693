import { sizeOf } from '#core';
import { attribute } from '../graph-writer.ts';
import { cast, type Lowering, type LoweringTable, reshaped } from './types.ts';

/** Gather along an axis; with batch axes each batch has its own rows, and an index cannot reach those of another. */
const gather: Lowering = (node, { writer, full, node: lookup }) => {
  const [x, given] = node.inputs.map(full) as [string, string];
  const axis = node.attrs['axis'] as number;
  // ONNX counts a negative index from the end: it becomes one that is past the end, which is an error.
  const negative = writer.op('Less', [given, writer.scalar('int32', 0)]);
  const indices = writer.op('Where', [negative, writer.scalar('int32', 2 ** 31 - 1), given]);
  const batchDims = node.attrs['batchDims'] as number;
  if (batchDims === 0)
    return writer.op('Gather', [x, indices], { attributes: { axis: attribute.int(axis) } });
  const tuples = reshaped(writer, indices, [...lookup(node.inputs[1]!).shape, 1]);
  return writer.op('GatherND', [x, cast(writer, tuples, 'int64')], {
    attributes: { batch_dims: attribute.int(batchDims) },
  });
};

/** Adding rows by segment as a product with the one-hot matrix of the ids: deterministic, and a matrix product is fast. */
const unsortedSegmentSum: Lowering = (node, { writer, full, node: lookup }) => {
  const ids = lookup(node.inputs[1]!);
  const segments = node.attrs['numSegments'] as number;
  const column = Int32Array.from({ length: segments }, (_, segment) => segment);
  const members = writer.op('Equal', [
    writer.constant('int32', [segments, 1], column),
    reshaped(writer, full(ids.id), [1, sizeOf(ids.shape)]),
  ]);
  return writer.op('MatMul', [cast(writer, members, 'float32'), full(node.inputs[0]!)]);
};

const oneHot: Lowering = (node, { writer, full, node: lookup }) => {
  const indices = lookup(node.inputs[0]!);
  const depth = node.attrs['depth'] as number;
  const classes = Int32Array.from({ length: depth }, (_, value) => value);
  const aligned = reshaped(writer, full(indices.id), [...indices.shape, 1]);
  const hit = writer.op('Equal', [aligned, writer.constant('int32', [depth], classes)]);
  const on = node.attrs['onValue'] as number;
  const off = node.attrs['offValue'] as number;
  if (on === 1 && off === 0) return node.dtype === 'bool' ? hit : cast(writer, hit, node.dtype);
  const type = node.dtype === 'bool' ? 'int32' : node.dtype;
  const chosen = writer.op('Where', [hit, writer.scalar(type, on), writer.scalar(type, off)]);
  return type === node.dtype ? chosen : cast(writer, chosen, node.dtype);
};

export const indexingLowerings: LoweringTable = {
  GatherV2: gather,
  UnsortedSegmentSum: unsortedSegmentSum,
  OneHot: oneHot,
};
