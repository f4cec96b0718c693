import type { GraphNode } from '../graph/graph.ts';
import { elementwiseExpressions } from './expressions/index.ts';

/** Whether every element of a node's result depends on one element of each operand. */
export const isElementwise = ({ kernel }: GraphNode): boolean =>
  Object.hasOwn(elementwiseExpressions, kernel);

/** Bits of a number as a lane of an element type holds it. */
export function bitsOf(dtype: string, value: number): number {
  if (dtype === 'bool') return value === 0 ? 0 : -1;
  if (dtype === 'int32') return value | 0;
  return new Int32Array(Float32Array.of(value).buffer)[0]!;
}
