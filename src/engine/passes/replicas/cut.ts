import { sizeOf } from '#core';
import type { Attributes, GraphNode } from '../../graph/graph.ts';

/** What is wanted of a value: all of it, or the block of one replica, of R equal ones, along an axis. */
export type Part = 'whole' | number;

/** How a node computes its block: the part that it needs of each operand, and its attributes where they change. */
export interface Cut {
  readonly operands: readonly Part[];
  readonly attrs?: Attributes;
}

/** A node whose blocks along `axis`, an extent that `replicas` divides, are wanted. */
interface CutQuestion {
  readonly node: GraphNode;
  readonly operands: readonly GraphNode[];
  readonly axis: number;
  readonly replicas: number;
}

/**
 * What a kernel must be given to compute, for every i, block i of its result from block i of some operands and the
 * whole of the others; undefined when a block depends on more than that.
 */
export type CutRule = (question: CutQuestion) => Cut | undefined;

export type CutTable = Readonly<Record<string, CutRule>>;

/** Whether a value can be cut along an axis into `replicas` equal blocks. */
export function divides(replicas: number, shape: readonly number[], axis: number): boolean {
  return sizeOf(shape) > 0 && shape[axis]! % replicas === 0;
}

/** The shape of one block. */
export function blockShape(shape: readonly number[], axis: number, replicas: number): number[] {
  return shape.with(axis, shape[axis]! / replicas);
}

/** A kernel whose result and operands share the axes on which it does not act. */
export function exceptAlong(acting: (attrs: Attributes) => readonly number[]): CutRule {
  return ({ node, operands, axis }) =>
    acting(node.attrs).includes(axis) ? undefined : { operands: operands.map(() => axis) };
}

/** A kernel that treats every index of the given axes, which its result and operands share, by itself. */
export function alongOnly(...axes: readonly number[]): CutRule {
  return ({ operands, axis }) => (axes.includes(axis) ? { operands: operands.map(() => axis) } : undefined);
}

/** The part of an operand that broadcasts, aligned from the right, to blocks of a result of rank `rank`. */
export function broadcastPart(shape: readonly number[], rank: number, axis: number): Part {
  const own = axis - (rank - shape.length);
  return own < 0 || shape[own] === 1 ? 'whole' : own;
}

/** Element by element, operands of fewer axes or extents of 1 repeated. */
export const broadcasting: CutRule = ({ node, operands, axis }) => ({
  operands: operands.map(({ shape }) => broadcastPart(shape, node.shape.length, axis)),
});
