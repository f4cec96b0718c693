import { sizeOf } from '#core';
import type { Rule } from './builder.ts';

/** What kernels make of no elements at all. */
const ofNothing: Readonly<Record<string, number>> = {
  Sum: 0,
  Prod: 1,
  All: 1,
  Any: 0,
  BatchMatMul: 0,
  UnsortedSegmentSum: 0,
  Conv2D: 0,
  Conv2DBackpropFilter: 0,
  Conv2DBackpropInput: 0,
  ReplicaConv2D: 0,
  ReplicaConv2DBackpropFilter: 0,
  ReplicaConv2DBackpropInput: 0,
  MaxPool: -Infinity,
  MaxPoolGrad: 0,
  AvgPool: NaN,
  AvgPoolGrad: 0,
  FoldWindows: 0,
};

const given = new Set(['Placeholder', 'Fill']);

/** Results without elements, and what is computed from none, are constants: no loop has to run zero times. */
export const settleEmpty: Rule = (node, builder) => {
  if (given.has(node.kernel)) return undefined;
  const fill = (value: number): number => builder.derive(node, 'Fill', [], { value }, node.shape);
  if (sizeOf(node.shape) === 0) return fill(0);
  const kept = node.inputs.filter((id) => sizeOf(builder.node(id).shape) > 0);
  if (kept.length === node.inputs.length) return undefined;
  if (node.kernel === 'Concat') return builder.derive(node, 'Concat', kept, node.attrs, node.shape);
  if (node.kernel === 'PadV2') return fill(node.attrs['value'] as number);
  const value = ofNothing[node.kernel];
  return value === undefined ? undefined : fill(value);
};
