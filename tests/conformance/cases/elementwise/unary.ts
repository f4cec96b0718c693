import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import type { DType } from '#core';
import {
  type Domain,
  exact,
  floats,
  type KernelCase,
  operand,
  rounded,
  shapes,
  smallShapes,
  smoothOperand,
  symmetric,
  type Tolerance,
  trial,
  type Trial,
} from '../../trial.ts';

type Op = (x: tf.Tensor) => tf.Tensor;

interface UnaryOptions {
  readonly domain?: Domain;
  readonly forward?: Tolerance;
  readonly gradient?: Tolerance;
  /** Other element types that the kernel takes. */
  readonly types?: readonly DType[];
  /** Whether the result is a number that varies with the operand; `stepwise` results have gradient zero. */
  readonly kind?: 'smooth' | 'stepwise' | 'predicate';
  readonly values?: fc.Arbitrary<number>;
}

function unary(kernel: string, op: Op, options: UnaryOptions = {}): KernelCase {
  const { domain = symmetric, forward = rounded, types = [], kind = 'smooth' } = options;
  const values = options.values ?? floats(domain);
  const float = shapes().chain((shape) =>
    operand(shape, 'float32', values).map((x) =>
      unaryTrial(kernel, op, x, kind === 'predicate' ? [] : ['x']),
    ),
  );
  const others = types.map((type) =>
    shapes().chain((shape) => operand(shape, type).map((x) => unaryTrial(kernel, op, x, []))),
  );
  const smooth = smallShapes.chain((shape) =>
    smoothOperand(shape, domain).map((x) => unaryTrial(kernel, op, x, ['x'])),
  );
  return {
    kernel,
    trials: fc.oneof({ arbitrary: float, weight: 3 }, ...others),
    forward,
    ...(options.gradient && { gradient: options.gradient }),
    ...(kind === 'smooth' && { smooth }),
  };
}

function unaryTrial(kernel: string, op: Op, x: Trial['inputs'][string], wrt: string[]): Trial {
  const label = `${kernel}(${x.dtype}[${x.shape.slice(1).join(', ')}])`;
  return trial({ label, inputs: { x }, apply: ({ x: given }) => op(given!), wrt });
}

/**
 * ONNX Runtime's ELU and SELU take e^x - 1 in float32 and its sigmoid is a rational approximation that ends at 0 below
 * -18; TF.js's error function is the approximation of Abramowitz and Stegun. All of these have absolute errors, measured
 * on thousands of these points in units of epsilon: ELU 0.5, SELU 2, sigmoid 0.5, error function 1.5.
 */
const approximate = (floor: number): Tolerance => ({ relative: 2, floor });

const unit: Domain = { low: -0.95, high: 0.95 };
const positive: Domain = { low: 0.25, high: 5 };
const specials = fc.oneof(floats(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 3e38, 1e-40));

export const unaryCases: readonly KernelCase[] = [
  unary('Abs', (x) => tf.abs(x), { forward: exact, types: ['int32'] }),
  unary('Acos', (x) => tf.acos(x), { domain: unit }),
  unary('Acosh', (x) => tf.acosh(x), { domain: { low: 1.25, high: 5 } }),
  unary('Asin', (x) => tf.asin(x), { domain: unit }),
  unary('Asinh', (x) => tf.asinh(x)),
  unary('Atan', (x) => tf.atan(x)),
  unary('Atanh', (x) => tf.atanh(x), { domain: { low: -0.8, high: 0.8 } }),
  unary('Ceil', (x) => tf.ceil(x), { forward: exact, kind: 'stepwise' }),
  unary('Cos', (x) => tf.cos(x)),
  unary('Cosh', (x) => tf.cosh(x)),
  unary('Elu', (x) => tf.elu(x), { forward: approximate(2) }),
  unary('EluGrad', (x) => tf.elu(x), { forward: approximate(2) }),
  unary('Erf', (x) => tf.erf(x), { forward: approximate(6) }),
  unary('Exp', (x) => tf.exp(x), { types: ['int32'] }),
  unary('Expm1', (x) => tf.expm1(x)),
  unary('Floor', (x) => tf.floor(x), { forward: exact, kind: 'stepwise' }),
  unary('Identity', (x) => tf.clone(x), { forward: exact, types: ['int32', 'bool'] }),
  unary('IsFinite', (x) => tf.isFinite(x), {
    forward: exact,
    kind: 'predicate',
    values: specials,
    types: ['int32', 'bool'],
  }),
  unary('IsInf', (x) => tf.isInf(x), {
    forward: exact,
    kind: 'predicate',
    values: specials,
    types: ['int32', 'bool'],
  }),
  unary('IsNan', (x) => tf.isNaN(x), {
    forward: exact,
    kind: 'predicate',
    values: specials,
    types: ['int32', 'bool'],
  }),
  unary('Log', (x) => tf.log(x), { domain: positive }),
  unary('Log1p', (x) => tf.log1p(x), { domain: { low: -0.75, high: 5 } }),
  unary('Neg', (x) => tf.neg(x), { forward: exact, types: ['int32'] }),
  unary('OnesLike', (x) => tf.onesLike(x), {
    forward: exact,
    types: ['int32', 'bool'],
    kind: 'stepwise',
  }),
  unary('Reciprocal', (x) => tf.reciprocal(x), { values: floats(), domain: positive }),
  unary('Relu', (x) => tf.relu(x), { forward: exact, types: ['int32'] }),
  unary('Relu6', (x) => tf.relu6(x), { forward: exact, types: ['int32'], domain: { low: -3, high: 9 } }),
  unary('Round', (x) => tf.round(x), { forward: exact, types: ['int32'], kind: 'stepwise' }),
  unary('Rsqrt', (x) => tf.rsqrt(x), { domain: positive, values: floats({ low: 0, high: 5 }) }),
  unary('Selu', (x) => tf.selu(x), { forward: approximate(4) }),
  unary('Sigmoid', (x) => tf.sigmoid(x), { forward: approximate(2) }),
  unary('Sign', (x) => tf.sign(x), { forward: exact, types: ['int32'], kind: 'stepwise' }),
  unary('Sin', (x) => tf.sin(x)),
  unary('Sinh', (x) => tf.sinh(x)),
  unary('Softplus', (x) => tf.softplus(x)),
  unary('Sqrt', (x) => tf.sqrt(x), { domain: positive, values: floats({ low: 0, high: 5 }) }),
  unary('Square', (x) => tf.square(x), { types: ['int32'] }),
  unary('Tan', (x) => tf.tan(x), { domain: { low: -1.25, high: 1.25 } }),
  unary('Tanh', (x) => tf.tanh(x)),
  unary('ZerosLike', (x) => tf.zerosLike(x), {
    forward: exact,
    types: ['int32', 'bool'],
    kind: 'stepwise',
  }),
  unary('LogicalNot', (x) => tf.logicalNot(tf.cast(x, 'bool')), {
    forward: exact,
    kind: 'predicate',
    types: ['int32', 'bool'],
  }),
];
