export { elementwiseExpressions } from './elementwise.ts';
export { ExpressionBuilder, type Lane, type Operation, type VectorOp } from './expression.ts';
