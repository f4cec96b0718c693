import type { DType } from '#core';
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

const floatKernels = [
  'Acos', 'Acosh', 'Asin', 'Asinh', 'Atan', 'Atanh', 'Ceil', 'Cos', 'Cosh', 'Elu', 'Erf', 'Exp', 'Expm1', 'Floor',
  'LeakyRelu', 'Log', 'Log1p', 'Reciprocal', 'Round', 'Rsqrt', 'Selu', 'Sigmoid', 'Sin', 'Sinh', 'Softplus', 'Sqrt',
  'Tan', 'Tanh',
]; // prettier-ignore
const numberKernels = ['Abs', 'Neg', 'Relu', 'Relu6', 'Sign', 'Square', 'Step', 'ClipByValue'];
const arithmeticKernels = [
  'Add', 'Sub', 'RealDiv', 'Mod', 'Pow', 'SquaredDifference', 'Maximum', 'Minimum',
]; // prettier-ignore
const comparisonKernels = ['Equal', 'NotEqual', 'Greater', 'GreaterEqual', 'Less', 'LessEqual'];

function table(names: readonly string[], rule: NodeRule): RuleTable {
  return Object.fromEntries(names.map((kernel) => [kernel, rule]));
}

const unary = (...types: readonly DType[]): NodeRule =>
  all(arity(1), operandTypes(...types), typeOfOperand(), shapeOfOperand);

const binary = (...types: readonly DType[]): NodeRule =>
  all(arity(2), operandTypes(...types), equalTypes, typeOfOperand(), broadcasts);

const answer = (...types: readonly DType[]): NodeRule =>
  all(arity(2), operandTypes(...types), equalTypes, resultType('bool'), broadcasts);

const floatKind = all(arity(1), operandTypes('float32'), resultType('bool'), shapeOfOperand);

const select: NodeRule = (_, [condition, a, b]) => {
  if (condition!.dtype !== 'bool') return `takes a condition of type bool, got ${condition!.dtype}`;
  return a!.dtype === b!.dtype ? undefined : `chooses between ${a!.dtype} and ${b!.dtype}`;
};

const any: readonly DType[] = ['float32', 'int32', 'bool'];

/** Kernels that treat every element by itself. */
export const elementwiseRules: RuleTable = {
  ...table(floatKernels, unary('float32')),
  ...table(numberKernels, unary('float32', 'int32')),
  ...table(arithmeticKernels, binary('float32', 'int32')),
  ...table(comparisonKernels, answer(...any)),
  ...table(['LogicalAnd', 'LogicalOr'], answer('bool')),
  ...table(['IsFinite', 'IsInf', 'IsNan'], floatKind),
  Prelu: binary('float32'),
  EluGrad: all(binary('float32'), shapeOfOperand),
  Multiply: binary(...any),
  FloorDiv: all(arity(2), operandTypes('float32', 'int32'), equalTypes, resultType('int32'), broadcasts),
  LogicalNot: unary('bool'),
  Identity: unary(...any),
  Cast: all(arity(1), shapeOfOperand),
  Select: all(arity(3), select, typeOfOperand(1), broadcasts),
};
