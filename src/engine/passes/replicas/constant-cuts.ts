import { sizeOf, type TypedValues } from '#core';
import type { CutRule, CutTable } from './cut.ts';

/** A constant has the same value in every replica, so it has a block only where all blocks are equal. */
const constant: CutRule = ({ node, axis, replicas }) => {
  const values = node.attrs['values'] as TypedValues;
  const run = sizeOf(node.shape.slice(axis));
  const block = run / replicas;
  const repeats = values.every((value, index) => {
    const within = index % run;
    return Object.is(value, values[index - within + (within % block)]);
  });
  if (!repeats) return undefined;
  const kept = values.filter((_, index) => index % run < block);
  return { operands: [], attrs: { ...node.attrs, values: kept } };
};

export const constantCuts: CutTable = { Const: constant, Fill: () => ({ operands: [] }) };
