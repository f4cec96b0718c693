import type { DType } from '#core';
import type { Attributes } from '../../graph/graph.ts';
import { Arithmetic } from './arithmetic.ts';
import type { ExpressionBuilder, Value } from './expression.ts';
import { elu, eluGradient, leakyRelu, prelu, relu6, selu, sign } from './functions/activations.ts';
import { erf } from './functions/error-function.ts';
import { exp, expm1, sigmoid, tanh } from './functions/exponential.ts';
import { acosh, asinh, atanh, cosh, sinh } from './functions/hyperbolic.ts';
import { integerPower } from './functions/integer-power.ts';
import { acos, asin, atan, atan2 } from './functions/inverse-trigonometric.ts';
import { log, log1p, softplus } from './functions/logarithm.ts';
import { pow } from './functions/power.ts';
import {
  divideTowardsZero,
  floorDivide,
  floorDivideIntegers,
  floorMod,
  floorModIntegers,
} from './functions/remainder.ts';
import { cos, sin, tan } from './functions/trigonometric.ts';

/** What an expression may ask of the node that it computes. */
interface ElementwiseNode {
  readonly attrs: Attributes;
  /** Type of the result. */
  readonly dtype: DType;
  readonly operandTypes: readonly DType[];
}

/**
 * Writes the operations that compute one element of a kernel's result from one element of each operand. A bool is a
 * mask, an int32 an integer. Operands that are constants make for shorter expressions.
 * @returns the value of the result, or undefined when the kernel is not known for these types
 */
export type ElementwiseExpression = (
  builder: ExpressionBuilder,
  args: readonly Value[],
  node: ElementwiseNode,
) => Value | undefined;

type Unary = (m: Arithmetic, x: Value, attrs: Attributes) => Value;
type Binary = (m: Arithmetic, a: Value, b: Value) => Value;
type ByType<F> = Readonly<Partial<Record<DType, F>>>;

/** The formula for the type that all operands have. */
function formula<F>(formulas: ByType<F>, types: readonly DType[]): F | undefined {
  const [first] = types;
  return first !== undefined && types.every((type) => type === first) ? formulas[first] : undefined;
}

function unary(formulas: ByType<Unary>): ElementwiseExpression {
  return (builder, [x], { attrs, operandTypes }) =>
    formula(formulas, operandTypes)?.(new Arithmetic(builder), x!, attrs);
}

function binary(formulas: ByType<Binary>): ElementwiseExpression {
  return (builder, [a, b], { operandTypes }) =>
    formula(formulas, operandTypes)?.(new Arithmetic(builder), a!, b!);
}

const same: Unary = (_m, x) => x;
const ofFloat = (float32: Unary): ElementwiseExpression => unary({ float32 });

const negateInteger: Unary = (m, x) => m.subInteger(m.integer(0), x);
const clipInteger = (m: Arithmetic, x: Value, low: number, high: number): Value =>
  m.minInteger(m.integer(high), m.maxInteger(m.integer(low), x));

/** The larger or the smaller of two, NaN when one is: the instructions would give `b` when `a` is NaN. */
function extremum(pick: 'min' | 'max'): Binary {
  return (m, a, b) => {
    const isNumber = (value: Value): boolean => !Number.isNaN(m.constantFloat(value) ?? NaN);
    if (isNumber(a)) return m[pick](a, b);
    if (isNumber(b)) return m[pick](b, a);
    return m.select(m.equal(a, a), m[pick](a, b), a);
  };
}

function numberAttribute(attrs: Attributes, name: string, otherwise: number): number {
  return (attrs[name] as number | undefined) ?? otherwise;
}

const clip: ByType<Unary> = {
  float32: (m, x, attrs) => {
    const low = m.atLeast(numberAttribute(attrs, 'clipValueMin', -Infinity), x);
    return m.atMost(numberAttribute(attrs, 'clipValueMax', Infinity), low);
  },
  int32: (m, x, attrs) => {
    const limit = (name: string, otherwise: number): number =>
      Math.trunc(Math.min(2 ** 31 - 1, Math.max(-(2 ** 31), numberAttribute(attrs, name, otherwise))));
    return clipInteger(m, x, limit('clipValueMin', -Infinity), limit('clipValueMax', Infinity));
  },
};

/** 1 for positive numbers, `alpha` for others, and for NaN. */
const step: ByType<Unary> = {
  float32: (m, x, attrs) => {
    const alpha = numberAttribute(attrs, 'alpha', 0);
    const positive = m.less(m.float(0), x);
    return alpha === 0 ? m.and(positive, m.float(1)) : m.select(positive, m.float(1), m.float(alpha));
  },
  int32: (m, x, attrs) => {
    const alpha = Math.trunc(numberAttribute(attrs, 'alpha', 0));
    return m.select(m.greaterInteger(x, m.integer(0)), m.integer(1), m.integer(alpha));
  },
};

const unaryExpressions: Readonly<Record<string, ElementwiseExpression>> = {
  Abs: unary({ float32: (m, x) => m.abs(x), int32: (m, x) => m.maxInteger(x, negateInteger(m, x, {})) }),
  Neg: unary({ float32: (m, x) => m.negate(x), int32: negateInteger }),
  Sign: unary({ float32: sign, int32: (m, x) => clipInteger(m, x, -1, 1) }),
  Square: unary({ float32: (m, x) => m.mul(x, x), int32: (m, x) => m.mulInteger(x, x) }),
  Relu: unary({ float32: (m, x) => m.atLeast(0, x), int32: (m, x) => m.maxInteger(m.integer(0), x) }),
  Relu6: unary({ float32: relu6, int32: (m, x) => clipInteger(m, x, 0, 6) }),
  LeakyRelu: ofFloat((m, x, attrs) => leakyRelu(m, x, numberAttribute(attrs, 'alpha', 0.2))),
  Step: unary(step),
  ClipByValue: unary(clip),
  Ceil: ofFloat((m, x) => m.ceil(x)),
  Floor: ofFloat((m, x) => m.floor(x)),
  Round: ofFloat((m, x) => m.round(x)),
  Sqrt: ofFloat((m, x) => m.sqrt(x)),
  Rsqrt: ofFloat((m, x) => m.div(m.float(1), m.sqrt(x))),
  Reciprocal: ofFloat((m, x) => m.div(m.float(1), x)),
  Exp: ofFloat(exp),
  Expm1: ofFloat(expm1),
  Log: ofFloat(log),
  Log1p: ofFloat(log1p),
  Sigmoid: ofFloat(sigmoid),
  Softplus: ofFloat(softplus),
  Tanh: ofFloat(tanh),
  Elu: ofFloat(elu),
  Selu: ofFloat(selu),
  Erf: ofFloat(erf),
  Sin: ofFloat(sin),
  Cos: ofFloat(cos),
  Tan: ofFloat(tan),
  Asin: ofFloat(asin),
  Acos: ofFloat(acos),
  Atan: ofFloat(atan),
  Sinh: ofFloat(sinh),
  Cosh: ofFloat(cosh),
  Asinh: ofFloat(asinh),
  Acosh: ofFloat(acosh),
  Atanh: ofFloat(atanh),
  IsNan: ofFloat((m, x) => m.unordered(x, x)),
  IsInf: ofFloat((m, x) => m.equal(m.abs(x), m.float(Infinity))),
  IsFinite: ofFloat((m, x) => m.less(m.abs(x), m.float(Infinity))),
  LogicalNot: unary({ bool: (m, x) => m.not(x) }),
  Identity: unary({ float32: same, int32: same, bool: same }),
};

const difference: ByType<Binary> = {
  float32: (m, a, b) => m.sub(a, b),
  int32: (m, a, b) => m.subInteger(a, b),
};
const less: ByType<Binary> = {
  float32: (m, a, b) => m.less(a, b),
  int32: (m, a, b) => m.greaterInteger(b, a),
  bool: (m, a, b) => m.andNot(a, b),
};
const lessEqual: ByType<Binary> = {
  float32: (m, a, b) => m.lessEqual(a, b),
  int32: (m, a, b) => m.not(m.greaterInteger(a, b)),
  bool: (m, a, b) => m.or(m.not(a), b),
};

function exchanged(formulas: ByType<Binary>): ElementwiseExpression {
  const expression = binary(formulas);
  return (builder, [a, b], node) => expression(builder, [b!, a!], node);
}

const binaryExpressions: Readonly<Record<string, ElementwiseExpression>> = {
  Add: binary({ float32: (m, a, b) => m.add(a, b), int32: (m, a, b) => m.addInteger(a, b) }),
  Sub: binary(difference),
  Multiply: binary({
    float32: (m, a, b) => m.mul(a, b),
    int32: (m, a, b) => m.mulInteger(a, b),
    bool: (m, a, b) => m.and(a, b),
  }),
  RealDiv: binary({ float32: (m, a, b) => m.div(a, b), int32: divideTowardsZero }),
  FloorDiv: binary({ float32: floorDivide, int32: floorDivideIntegers }),
  Mod: binary({ float32: floorMod, int32: floorModIntegers }),
  Atan2: binary({ float32: atan2 }),
  Pow: binary({ float32: pow, int32: integerPower }),
  SquaredDifference: binary({
    float32: (m, a, b) => m.mul(m.sub(a, b), m.sub(a, b)),
    int32: (m, a, b) => m.mulInteger(m.subInteger(a, b), m.subInteger(a, b)),
  }),
  Maximum: binary({ float32: extremum('max'), int32: (m, a, b) => m.maxInteger(a, b) }),
  Minimum: binary({ float32: extremum('min'), int32: (m, a, b) => m.minInteger(a, b) }),
  Prelu: binary({ float32: prelu }),
  EluGrad: binary({ float32: eluGradient }),
  Equal: binary({
    float32: (m, a, b) => m.equal(a, b),
    int32: (m, a, b) => m.equalInteger(a, b),
    bool: (m, a, b) => m.not(m.xor(a, b)),
  }),
  NotEqual: binary({
    float32: (m, a, b) => m.notEqual(a, b),
    int32: (m, a, b) => m.not(m.equalInteger(a, b)),
    bool: (m, a, b) => m.xor(a, b),
  }),
  Less: binary(less),
  LessEqual: binary(lessEqual),
  Greater: exchanged(less),
  GreaterEqual: exchanged(lessEqual),
  LogicalAnd: binary({ bool: (m, a, b) => m.and(a, b) }),
  LogicalOr: binary({ bool: (m, a, b) => m.or(a, b) }),
};

/** From one type to another: numbers are true unless they are 0, and float32 are cut off towards zero. */
const casts: Readonly<Record<DType, Readonly<Record<DType, Unary>>>> = {
  float32: { float32: same, int32: (m, x) => m.toInteger(x), bool: (m, x) => m.notEqual(x, m.float(0)) },
  int32: {
    float32: (m, x) => m.toFloat(x),
    int32: same,
    bool: (m, x) => m.not(m.equalInteger(x, m.integer(0))),
  },
  bool: { float32: (m, x) => m.and(x, m.float(1)), int32: (m, x) => m.and(x, m.integer(1)), bool: same },
};

const cast: ElementwiseExpression = (builder, [x], { attrs, dtype, operandTypes: [from] }) =>
  casts[from!][dtype](new Arithmetic(builder), x!, attrs);

const select: ElementwiseExpression = (
  builder,
  [condition, a, b],
  { operandTypes: [mask, first, second] },
) => (mask === 'bool' && first === second ? new Arithmetic(builder).select(condition!, a!, b!) : undefined);

/** The expressions of all elementwise kernels, by name. */
export const elementwiseExpressions: Readonly<Record<string, ElementwiseExpression>> = {
  ...unaryExpressions,
  ...binaryExpressions,
  Cast: cast,
  Select: select,
};
