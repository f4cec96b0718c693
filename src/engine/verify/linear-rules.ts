import {
  all,
  arity,
  broadcast,
  equalTypes,
  hasShape,
  listOf,
  type NodeRule,
  operandTypes,
  type RuleTable,
  typeOfOperand,
} from './rule.ts';
import { windowRules } from './window-rules.ts';

const matMul: NodeRule = (node, operands) => {
  const [a, b] = operands.map(({ shape }) => shape) as [readonly number[], readonly number[]];
  const both = `${listOf(a)} by ${listOf(b)}`;
  if (a.length < 2 || b.length < 2) return `takes matrices, got ${both}`;
  const turnA = node.attrs['transposeA'] === true;
  const turnB = node.attrs['transposeB'] === true;
  const [rows, inner] = [a.at(turnA ? -1 : -2)!, a.at(turnA ? -2 : -1)!];
  const [other, columns] = [b.at(turnB ? -1 : -2)!, b.at(turnB ? -2 : -1)!];
  if (inner !== other)
    return `multiplies ${both}${turnA ? ', the first transposed' : ''}${turnB ? ', the second transposed' : ''}: ${inner} is not ${other}`;
  const batch = broadcast([a.slice(0, -2), b.slice(0, -2)]);
  if (!batch) return `multiplies ${both}, whose batches do not broadcast`;
  return hasShape(node, [...batch, rows, columns]);
};

/** Kernels of products and windows. */
export const linearRules: RuleTable = {
  BatchMatMul: all(arity(2), operandTypes('float32', 'int32'), equalTypes, typeOfOperand(), matMul),
  ...windowRules,
};
