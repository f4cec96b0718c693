import type { DType } from '#core';

/** What all that look at an elementwise op have to know of it: a node whose result has each element from one of each operand. */
export interface ElementwiseOp {
  readonly operands: 1 | 2 | 3;
  /** Types that all operands have; each op takes operands of one type. */
  readonly types: readonly DType[];
  /** Type of the result: that of the operands, this one, or `own`: as rule and tracer of the op say. */
  readonly result: 'operand' | 'own' | DType;
  /** Names of attributes that its node keeps. */
  readonly attributes: readonly string[];
  /** Work of one element, in vector operations; of most functions about that of `exp`. Loops may compute again what is cheap. */
  readonly cost: number;
  /** Whether operands of fewer axes, or extents of 1, are repeated. */
  readonly broadcasts: boolean;
  /** Whether the result is an operand, up to its sign, or a number known beforehand: the canary counts no rounding. */
  readonly passesOn: boolean;
  /** Whether so little is done with an element that short runs of a repeated operand show, and are made longer. */
  readonly wideRuns: boolean;
}

const float: readonly DType[] = ['float32'];
const numbers: readonly DType[] = ['float32', 'int32'];
const any: readonly DType[] = ['float32', 'int32', 'bool'];
const bool: readonly DType[] = ['bool'];

/** What most ops of so many operands have in common. */
function op(operands: 1 | 2 | 3, types: readonly DType[], cost: number) {
  const rest = { attributes: [], passesOn: false, wideRuns: false };
  return { operands, types, result: 'operand', cost, broadcasts: operands > 1, ...rest } as const;
}

const unary = (cost: number, types = float): ElementwiseOp => op(1, types, cost);
const binary = (cost: number, types = numbers): ElementwiseOp => op(2, types, cost);
/** Of type bool, whatever the operands are. */
const answer = (operands: 1 | 2, cost: number, types = any): ElementwiseOp => ({
  ...op(operands, types, cost),
  result: 'bool',
});

/** A new one needs an expression (`plan/expressions`), a lowering (`onnx/lower`) and cases; tests name what is missing. */
export const elementwiseOps = {
  Abs: { ...unary(1, numbers), passesOn: true },
  Acos: unary(20),
  Acosh: unary(20),
  Asin: unary(20),
  Asinh: unary(20),
  Atan: unary(20),
  Atanh: unary(20),
  Ceil: unary(20),
  Cos: unary(50),
  Cosh: unary(20),
  Elu: unary(20),
  Erf: unary(20),
  Exp: unary(20),
  Expm1: unary(20),
  Floor: unary(20),
  Log: unary(20),
  Log1p: unary(20),
  Neg: { ...unary(1, numbers), passesOn: true },
  Reciprocal: unary(3),
  Relu: { ...unary(1, numbers), passesOn: true },
  Relu6: unary(1, numbers),
  Round: unary(20),
  Rsqrt: unary(4),
  Selu: unary(20),
  Sigmoid: unary(20),
  Sign: { ...unary(1, numbers), passesOn: true },
  Sin: unary(50),
  Sinh: unary(20),
  Softplus: unary(20),
  Sqrt: unary(3),
  Square: unary(1, numbers),
  Tan: unary(50),
  Tanh: unary(20),
  LeakyRelu: { ...unary(1), attributes: ['alpha'] },
  Step: { ...unary(1, numbers), attributes: ['alpha'], passesOn: true },
  ClipByValue: { ...unary(1, numbers), attributes: ['clipValueMin', 'clipValueMax'] },
  Identity: { ...unary(1, any), passesOn: true },
  Cast: { ...unary(1, any), result: 'own', passesOn: true },
  IsFinite: answer(1, 20, float),
  IsInf: answer(1, 20, float),
  IsNan: answer(1, 20, float),
  LogicalNot: unary(1, bool),

  Add: { ...binary(1), wideRuns: true },
  Sub: { ...binary(1), wideRuns: true },
  Multiply: { ...binary(1, any), wideRuns: true },
  RealDiv: { ...binary(3), wideRuns: true },
  FloorDiv: { ...binary(20), result: 'int32' },
  Mod: binary(20),
  Pow: binary(93),
  Atan2: binary(34, float),
  SquaredDifference: binary(1),
  Maximum: { ...binary(1), passesOn: true, wideRuns: true },
  Minimum: { ...binary(1), passesOn: true, wideRuns: true },
  Prelu: binary(1, float),
  EluGrad: { ...binary(1, float), broadcasts: false },
  Equal: answer(2, 1),
  NotEqual: answer(2, 1),
  Greater: answer(2, 1),
  GreaterEqual: answer(2, 1),
  Less: answer(2, 1),
  LessEqual: answer(2, 1),
  LogicalAnd: answer(2, 1, bool),
  LogicalOr: answer(2, 1, bool),

  Select: { ...op(3, any, 1), result: 'own', passesOn: true },
} satisfies Readonly<Record<string, ElementwiseOp>>;

const table: Readonly<Record<string, ElementwiseOp>> = elementwiseOps;

/** What is known of a kernel that is an elementwise op; undefined for others. */
export function elementwiseOp(kernel: string): ElementwiseOp | undefined {
  return Object.hasOwn(table, kernel) ? table[kernel] : undefined;
}

/** Names of the ops that have a property. */
export function elementwiseNames(which: (op: ElementwiseOp) => boolean): string[] {
  return Object.entries(table).flatMap(([name, one]) => (which(one) ? [name] : []));
}
