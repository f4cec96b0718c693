import { attribute } from '../graph-writer.ts';
import { divisionLowerings } from './division.ts';
import { cast, type Lowering, type LoweringTable } from './types.ts';
import { integerPower } from './integer-power.ts';

/** TF.js kernels that ONNX has under a name of its own with the same meaning. */
const direct: Readonly<Record<string, string>> = {
  Abs: 'Abs',
  Acos: 'Acos',
  Acosh: 'Acosh',
  Asin: 'Asin',
  Asinh: 'Asinh',
  Atan: 'Atan',
  Atanh: 'Atanh',
  Ceil: 'Ceil',
  Cos: 'Cos',
  Cosh: 'Cosh',
  Elu: 'Elu',
  Erf: 'Erf',
  Exp: 'Exp',
  Floor: 'Floor',
  IsNan: 'IsNaN',
  IsInf: 'IsInf',
  Log: 'Log',
  LogicalNot: 'Not',
  Neg: 'Neg',
  Reciprocal: 'Reciprocal',
  Relu: 'Relu',
  Round: 'Round',
  Selu: 'Selu',
  Sigmoid: 'Sigmoid',
  Sign: 'Sign',
  Sin: 'Sin',
  Sinh: 'Sinh',
  Softplus: 'Softplus',
  Sqrt: 'Sqrt',
  Tan: 'Tan',
  Tanh: 'Tanh',
  Add: 'Add',
  Sub: 'Sub',
  Multiply: 'Mul',
  Maximum: 'Max',
  Minimum: 'Min',
  Equal: 'Equal',
  Greater: 'Greater',
  GreaterEqual: 'GreaterOrEqual',
  Less: 'Less',
  LessEqual: 'LessOrEqual',
  LogicalAnd: 'And',
  LogicalOr: 'Or',
};

/** Comparisons that ONNX has for numbers only; TF.js counts true as 1. */
const ordering = new Set(['Greater', 'GreaterEqual', 'Less', 'LessEqual']);

function directly(opType: string): Lowering {
  return (node, { writer, full, node: lookup }) => {
    const operands = node.inputs.map((id) => full(id));
    const boolean = lookup(node.inputs[0]!).dtype === 'bool';
    if (boolean && node.kernel === 'Multiply') return writer.op('And', operands);
    const numbers =
      boolean && ordering.has(node.kernel) ? operands.map((name) => cast(writer, name, 'int32')) : operands;
    return writer.op(opType, numbers);
  };
}

/** Lowers `f(a, b)` or `f(x)` given ONNX names of the operands. */
function composed(
  build: (
    tools: { op: (type: string, ...inputs: string[]) => string; scalar: (value: number) => string },
    ...operands: string[]
  ) => string,
): Lowering {
  return (node, { writer, full }) => {
    const operands = node.inputs.map((id) => full(id));
    const tools = {
      op: (type: string, ...inputs: string[]) => writer.op(type, inputs),
      scalar: (value: number) => writer.scalar(node.dtype === 'int32' ? 'int32' : 'float32', value),
    };
    return build(tools, ...operands);
  };
}

/** ONNX Runtime has no choice between bools. */
const select: Lowering = (node, { writer, full }) => {
  const [condition, ...branches] = node.inputs.map((id) => full(id)) as [string, ...string[]];
  if (node.dtype !== 'bool') return writer.op('Where', [condition, ...branches]);
  const numbers = branches.map((name) => cast(writer, name, 'int32'));
  return cast(writer, writer.op('Where', [condition, ...numbers]), 'bool');
};

const int32Limits = { least: -(2 ** 31), greatest: 2 ** 31 - 1 };

const clip: Lowering = (node, { writer, full }) => {
  const type = node.dtype === 'int32' ? 'int32' : 'float32';
  const limit = (name: string): string => {
    const value = node.attrs[name] as number;
    const { least, greatest } = int32Limits;
    return writer.scalar(type, type === 'int32' ? Math.min(greatest, Math.max(least, value)) : value);
  };
  return writer.op('Clip', [full(node.inputs[0]!), limit('clipValueMin'), limit('clipValueMax')]);
};

export const elementwiseLowerings: LoweringTable = {
  ...Object.fromEntries(Object.entries(direct).map(([kernel, opType]) => [kernel, directly(opType)])),
  ...divisionLowerings,
  Pow: (node, context) => (node.dtype === 'int32' ? integerPower : directly('Pow'))(node, context),
  Square: composed(({ op }, x) => op('Mul', x, x)),
  SquaredDifference: composed(({ op }, a, b) => {
    const difference = op('Sub', a, b);
    return op('Mul', difference, difference);
  }),
  Rsqrt: composed(({ op }, x) => op('Reciprocal', op('Sqrt', x))),
  // log(1 + x) = 2 artanh(x / (2 + x)) keeps its digits near 0, and has few left where x is large.
  Log1p: composed(({ op, scalar }, x) => {
    const near = op('Mul', scalar(2), op('Atanh', op('Div', x, op('Add', x, scalar(2)))));
    return op('Where', op('Less', op('Abs', x), scalar(0.5)), near, op('Log', op('Add', x, scalar(1))));
  }),
  // e^x - 1 = 2 sinh(x / 2) e^(x / 2) keeps its digits near 0; below -40 it is -1, and the product would not be.
  Expm1: composed(({ op, scalar }, x) => {
    const half = op('Mul', op('Max', x, scalar(-40)), scalar(0.5));
    return op('Mul', op('Mul', op('Sinh', half), scalar(2)), op('Exp', half));
  }),
  NotEqual: composed(({ op }, a, b) => op('Not', op('Equal', a, b))),
  IsFinite: composed(({ op }, x) => op('Not', op('Or', op('IsNaN', x), op('IsInf', x)))),
  // y + 1 where y < 0 and 1 elsewhere, times dy.
  EluGrad: composed(({ op, scalar }, dy, y) => op('Mul', dy, op('Add', op('Min', y, scalar(0)), scalar(1)))),
  Prelu: composed(({ op, scalar }, x, alpha) =>
    op('Where', op('Less', x, scalar(0)), op('Mul', alpha, x), x),
  ),
  // The angle from atan(|y| / |x|); 1 / x tells the sign of a zero, and x that of an infinity.
  Atan2: composed(({ op, scalar }, y, x) => {
    const isNegative = (of: string): string =>
      op('Or', op('Less', of, scalar(0)), op('Less', op('Reciprocal', of), scalar(0)));
    const [height, width] = [op('Abs', y), op('Abs', x)];
    const slope = op('Where', op('Equal', height, width), scalar(1), op('Div', height, width));
    const angle = op('Atan', op('Where', op('Equal', height, scalar(0)), scalar(0), slope));
    const turned = op('Where', isNegative(x), op('Sub', scalar(Math.PI), angle), angle);
    const signed = op('Where', isNegative(y), op('Neg', turned), turned);
    return op('Where', op('Or', op('IsNaN', x), op('IsNaN', y)), op('Add', x, y), signed);
  }),
  Relu6: composed(({ op, scalar }, x) => op('Clip', x, scalar(0), scalar(6))),
  ClipByValue: clip,
  LeakyRelu: (node, { writer, full }) =>
    writer.op('LeakyRelu', [full(node.inputs[0]!)], {
      attributes: { alpha: attribute.float(node.attrs['alpha'] as number) },
    }),
  // A step of NaN is 0, TF.js's is NaN: the product with a gradient that came through the NaN is NaN all the same.
  Step: (node, { writer, full }) => {
    const x = full(node.inputs[0]!);
    const alpha = (node.attrs['alpha'] as number | undefined) ?? 0;
    const positive = writer.op('Greater', [x, writer.scalar(node.dtype, 0)]);
    if (alpha === 0) return cast(writer, positive, node.dtype);
    return writer.op('Where', [positive, writer.scalar(node.dtype, 1), writer.scalar(node.dtype, alpha)]);
  },
  Cast: (node, { writer, full }) => cast(writer, full(node.inputs[0]!), node.dtype),
  Select: select,
};
