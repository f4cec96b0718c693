import { elementwiseOp } from '../graph/elementwise-ops.ts';
import type { GraphNode } from '../graph/graph.ts';

/** Whether every element of a node's result depends on one element of each operand. */
export const isElementwise = ({ kernel }: GraphNode): boolean => elementwiseOp(kernel) !== undefined;

/** Bits of a number as a word of an element type. */
export function bitsOf(dtype: string, value: number): number {
  if (dtype === 'bool') return value === 0 ? 0 : -1;
  if (dtype === 'int32') return value | 0;
  return new Int32Array(Float32Array.of(value).buffer)[0]!;
}
