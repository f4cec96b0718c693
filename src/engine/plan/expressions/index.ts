export { elementwiseExpressions } from './elementwise.ts';
export { ExpressionBuilder, type Operation, type Value, type VectorOp } from './expression.ts';
