import type { DType } from '#core';
import {
  all,
  arity,
  axesProblem,
  axisProblem,
  hasShape,
  type NodeRule,
  operandTypes,
  resultType,
  type RuleTable,
  shapeOfOperand,
  typeOfOperand,
} from './rule.ts';

const kept: NodeRule = (node, [x]) => {
  const axes = node.attrs['axes'] as readonly number[];
  const problem = axesProblem(axes, x!.shape.length);
  if (problem !== undefined) return problem;
  return hasShape(node, x!.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent))); // prettier-ignore
};

/** A mean and a largest or smallest element are asked of at least one. */
const notEmpty: NodeRule = ({ attrs }, [x]) => {
  const axes = (attrs['axes'] as readonly number[] | undefined) ?? [attrs['axis'] as number];
  return axes.some((axis) => x!.shape[axis] === 0)
    ? 'has no elements along an axis that it takes together'
    : undefined;
};

const reduction = (...types: readonly DType[]): NodeRule => all(arity(1), operandTypes(...types), kept);

const argExtreme: NodeRule = (node, [x]) =>
  axisProblem(node.attrs['axis'], x!.shape.length) ??
  hasShape(node, x!.shape.toSpliced(node.attrs['axis'] as number, 1));

const alongAxis: NodeRule = ({ attrs }, [x]) => axisProblem(attrs['axis'], x!.shape.length);

const extreme = all(reduction('float32', 'int32', 'bool'), typeOfOperand(), notEmpty);
const truth = all(reduction('bool'), resultType('bool'));
const position = all(arity(1), operandTypes('float32', 'int32'), resultType('int32'), argExtreme, notEmpty);
const scan = (...types: readonly DType[]): NodeRule =>
  all(arity(1), operandTypes(...types), alongAxis, typeOfOperand(), shapeOfOperand);

/** Kernels that put the elements along axes together. */
export const reductionRules: RuleTable = {
  Sum: all(reduction('float32', 'int32'), typeOfOperand()),
  Prod: all(reduction('float32', 'int32'), typeOfOperand()),
  Mean: all(reduction('float32'), typeOfOperand(), notEmpty),
  Max: extreme,
  Min: extreme,
  All: truth,
  Any: truth,
  ArgMax: position,
  ArgMin: position,
  Cumsum: scan('float32', 'int32'),
  Softmax: scan('float32'),
};
