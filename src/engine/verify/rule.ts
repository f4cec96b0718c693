import { type DType, sizeOf } from '#core';
import type { Attributes } from '../graph/graph.ts';

/** What a rule looks at of a value. */
export interface Shaped {
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** A node about to be taken into a graph: what it says of its own result. */
export interface Claimed extends Shaped {
  readonly kernel: string;
  readonly attrs: Attributes;
}

/** What is wrong with a node, given its operands; undefined when nothing is. */
export type NodeRule = (node: Claimed, operands: readonly Shaped[]) => string | undefined;

export type RuleTable = Readonly<Record<string, NodeRule>>;

export const listOf = (extents: readonly number[]): string => `[${extents.join(', ')}]`;

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((extent, axis) => extent === b[axis]);

/** The first complaint of several rules. */
export function all(...rules: readonly NodeRule[]): NodeRule {
  return (node, operands) => {
    for (const rule of rules) {
      const problem = rule(node, operands);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

/** The node has so many operands. */
export function arity(count: number): NodeRule {
  return (_, operands) =>
    operands.length === count ? undefined : `takes ${count} operands, got ${operands.length}`;
}

/** Every operand has one of the types. */
export function operandTypes(...types: readonly DType[]): NodeRule {
  return (_, operands) =>
    operands.every(({ dtype }) => types.includes(dtype))
      ? undefined
      : `takes ${types.join(' or ')}, got ${operands.map(({ dtype }) => dtype).join(' and ')}`;
}

/** All operands have one type. */
export const equalTypes: NodeRule = (_, operands) =>
  operands.every(({ dtype }) => dtype === operands[0]!.dtype)
    ? undefined
    : `takes operands of one type, got ${operands.map(({ dtype }) => dtype).join(' and ')}`;

/** The result has this type. */
export function resultType(type: DType): NodeRule {
  return ({ dtype }) => (dtype === type ? undefined : `gives ${type}, not ${dtype}`);
}

/** The result has the type of operand `index`. */
export function typeOfOperand(index = 0): NodeRule {
  return ({ dtype }, operands) =>
    dtype === operands[index]!.dtype ? undefined : `gives ${operands[index]!.dtype}, not ${dtype}`;
}

/** The result has this shape. */
export function hasShape({ shape }: Shaped, expected: readonly number[]): string | undefined {
  return sameShape(shape, expected) ? undefined : `gives ${listOf(expected)}, not ${listOf(shape)}`;
}

/** The result has the shape of its first operand. */
export const shapeOfOperand: NodeRule = (node, operands) => hasShape(node, operands[0]!.shape);

/** The shape that operands have together, aligned from the right; undefined when they do not fit. */
export function broadcast(shapes: readonly (readonly number[])[]): number[] | undefined {
  const rank = Math.max(0, ...shapes.map(({ length }) => length));
  const result = Array<number>(rank).fill(1);
  for (const shape of shapes) {
    for (let axis = 0; axis < shape.length; axis++) {
      const at = rank - shape.length + axis;
      const extent = shape[axis]!;
      if (extent === 1 || extent === result[at]) continue;
      if (result[at] !== 1) return undefined;
      result[at] = extent;
    }
  }
  return result;
}

/** The result has the shape to which the operands broadcast. */
export const broadcasts: NodeRule = (node, operands) => {
  const shapes = operands.map(({ shape }) => shape);
  const together = broadcast(shapes);
  if (!together) return `cannot broadcast ${shapes.map(listOf).join(' and ')}`;
  return hasShape(node, together);
};

/** Attribute `name` as a list of whole numbers; undefined when it is none of this length. */
export function wholes(attrs: Attributes, name: string, length: number): readonly number[] | undefined {
  const list = attrs[name];
  if (!Array.isArray(list)) return undefined;
  const numbers = list as readonly number[];
  return numbers.length === length && numbers.every(Number.isSafeInteger) ? numbers : undefined;
}

/** What is wrong with a list of distinct axes. */
export function axesProblem(axes: unknown, rank: number): string | undefined {
  const list = axes as readonly number[];
  const fits =
    Array.isArray(axes) &&
    new Set(list).size === list.length &&
    list.every((axis) => Number.isInteger(axis) && axis >= 0 && axis < rank);
  return fits ? undefined : `axes ${String(axes)} are not distinct axes of ${rank}`;
}

export function axisProblem(axis: unknown, rank: number): string | undefined {
  return Number.isInteger(axis) && (axis as number) >= 0 && (axis as number) < rank
    ? undefined
    : `axis ${String(axis)} is none of ${rank}`;
}

export const elements = ({ shape }: Shaped): number => sizeOf(shape);
