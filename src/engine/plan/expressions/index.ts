export { type ElementwiseExpression, elementwiseExpressions, type ElementwiseNode } from './elementwise.ts';
export { ExpressionBuilder, type Lane, type Operation, type VectorOp } from './expression.ts';
