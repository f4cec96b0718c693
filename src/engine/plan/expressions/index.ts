export { elementwiseExpressions } from './elementwise.ts';
export { type Operation, type Value, type VectorOp } from './expression.ts';
