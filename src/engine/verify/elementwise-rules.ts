import { type ElementwiseOp, elementwiseOps } from '../graph/elementwise-ops.ts';
import {
  all,
  arity,
  broadcasts,
  equalTypes,
  type NodeRule,
  operandTypes,
  resultType,
  type RuleTable,
  shapeOfOperand,
  typeOfOperand,
} from './rule.ts';

/** The rule that the record of an op comes to. */
function ruleOf({ operands, types, result, broadcasts: repeats }: ElementwiseOp): NodeRule {
  const type = result === 'operand' || result === 'own' ? typeOfOperand() : resultType(result);
  const taken = all(arity(operands), operandTypes(...types));
  if (operands === 1) return all(taken, type, shapeOfOperand);
  return repeats
    ? all(taken, equalTypes, type, broadcasts)
    : all(taken, equalTypes, type, broadcasts, shapeOfOperand);
}

const select: NodeRule = (_, [condition, a, b]) => {
  if (condition!.dtype !== 'bool') return `takes a condition of type bool, got ${condition!.dtype}`;
  return a!.dtype === b!.dtype ? undefined : `chooses between ${a!.dtype} and ${b!.dtype}`;
};

/** Ops that treat every element by itself. */
export const elementwiseRules: RuleTable = {
  ...Object.fromEntries(
    Object.entries<ElementwiseOp>(elementwiseOps).map(([kernel, op]) => [kernel, ruleOf(op)]),
  ),
  Cast: all(arity(1), shapeOfOperand),
  Select: all(arity(3), select, typeOfOperand(1), broadcasts),
};
