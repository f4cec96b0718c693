import * as tf from '@tensorflow/tfjs';
import type { DType } from '#core';
import type { Attributes } from '../../graph/graph.ts';
import type { Recorder, Traced } from '../recorder.ts';
import { dtypeOf, input, inputList, type KernelTable, type KernelTracer } from './types.ts';

/** Kernels that take float32 and no other type here; TF.js itself cuts their results to whole numbers for int32. */
const floatKernels = [
  'Acos',
  'Acosh',
  'Asin',
  'Asinh',
  'Atan',
  'Atanh',
  'Ceil',
  'Cos',
  'Cosh',
  'Elu',
  'Erf',
  'Expm1',
  'Floor',
  'Log',
  'Log1p',
  'Reciprocal',
  'Rsqrt',
  'Selu',
  'Sigmoid',
  'Sin',
  'Sinh',
  'Softplus',
  'Sqrt',
  'Tan',
  'Tanh',
];
/** Kernels whose result has the type of their operand. */
const numberKernels = ['Abs', 'Neg', 'Relu', 'Relu6', 'Sign', 'Square'];
const arithmeticKernels = ['Add', 'Sub', 'RealDiv', 'Mod', 'Pow', 'SquaredDifference'];
const comparisonKernels = [
  'Equal',
  'NotEqual',
  'Greater',
  'GreaterEqual',
  'Less',
  'LessEqual',
  'LogicalAnd',
  'LogicalOr',
];

/** `x` as `dtype`, recorded only when it is another. */
export function emitCast(recorder: Recorder, x: Traced, dtype: DType): Traced {
  return x.dtype === dtype ? x : recorder.emit('Cast', [x], {}, x.shape, dtype);
}

/** The shape of a broadcast, as TF.js computes it. */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  return tf.broadcast_util.assertAndGetBroadcastShape([...a], [...b]);
}

/** Refuses operands of a type for which the kernel has no meaning, or one that nobody wants. */
function requireTypes(recorder: Recorder, kernel: string, operands: readonly Traced[], types: DType[]): void {
  if (operands.every((operand) => types.includes(dtypeOf(operand)))) return;
  throw recorder.unsupported(kernel, operands, `takes ${types.join(' or ')}: cast its operands`);
}

function unary(kernel: string, types: DType[], attributes: readonly string[] = []): KernelTracer {
  return (recorder, inputs, attrs) => {
    const x = input(inputs, 'x');
    requireTypes(recorder, kernel, [x], types);
    const kept = Object.fromEntries(attributes.map((name) => [name, attrs[name]])) as Attributes;
    return recorder.emit(kernel, [x], kept, x.shape, dtypeOf(x));
  };
}

/** Kernels that answer in float32 whatever they are asked. */
function toFloat(kernel: string, attributes: readonly string[] = []): KernelTracer {
  const tracer = unary(kernel, ['float32'], attributes);
  return (recorder, inputs, attrs) =>
    tracer(recorder, { x: emitCast(recorder, input(inputs, 'x'), 'float32') }, attrs);
}

/** Kernels that ask for the kind of a float: what other types answer is known beforehand. */
function floatKind(kernel: string, otherwise: 0 | 1): KernelTracer {
  return (recorder, inputs) => {
    const x = input(inputs, 'x');
    if (x.dtype !== 'float32') return recorder.fill(otherwise, x.shape, 'bool');
    return recorder.emit(kernel, [x], {}, x.shape, 'bool');
  };
}

function binary(kernel: string, result?: DType, types?: DType[]): KernelTracer {
  return (recorder, inputs) => {
    const a = input(inputs, 'a');
    const b = input(inputs, 'b');
    if (types) requireTypes(recorder, kernel, [a, b], types);
    return emitBinary(recorder, kernel, a, b, result);
  };
}

/** Records `kernel(a, b)` with broadcasting; the result has the type of `a` unless told otherwise. */
export function emitBinary(
  recorder: Recorder,
  kernel: string,
  a: Traced,
  b: Traced,
  dtype: DType = dtypeOf(a),
): Traced {
  return recorder.emit(kernel, [a, b], {}, broadcastShape(a.shape, b.shape), dtype);
}

function table(names: readonly string[], tracer: (kernel: string) => KernelTracer): KernelTable {
  return Object.fromEntries(names.map((kernel) => [kernel, tracer(kernel)]));
}

const numbers: DType[] = ['float32', 'int32'];

export const elementwiseKernels: KernelTable = {
  ...table(floatKernels, (kernel) => unary(kernel, ['float32'])),
  ...table(numberKernels, (kernel) => unary(kernel, numbers)),
  ...table(arithmeticKernels, (kernel) => binary(kernel, undefined, numbers)),
  ...table(comparisonKernels, (kernel) => binary(kernel, 'bool')),
  Multiply: binary('Multiply'),
  Maximum: binary('Maximum', undefined, numbers),
  Minimum: binary('Minimum', undefined, numbers),
  FloorDiv: binary('FloorDiv', 'int32', numbers),
  IsFinite: floatKind('IsFinite', 1),
  IsInf: floatKind('IsInf', 0),
  IsNan: floatKind('IsNan', 0),
  LogicalNot: unary('LogicalNot', ['bool']),
  Exp: toFloat('Exp'),
  LeakyRelu: toFloat('LeakyRelu', ['alpha']),
  Round: (recorder, inputs, attrs) => {
    const x = input(inputs, 'x');
    return x.dtype === 'int32' ? x : unary('Round', ['float32'])(recorder, inputs, attrs);
  },
  Step: unary('Step', numbers, ['alpha']),
  ClipByValue: unary('ClipByValue', numbers, ['clipValueMin', 'clipValueMax']),
  Prelu: (recorder, inputs) => {
    const [x, alpha] = [input(inputs, 'x'), input(inputs, 'alpha')].map((operand) =>
      emitCast(recorder, operand, 'float32'),
    ) as [Traced, Traced];
    return emitBinary(recorder, 'Prelu', x, alpha);
  },
  EluGrad: (recorder, inputs) => {
    const [dy, y] = [input(inputs, 'dy'), input(inputs, 'y')];
    tf.util.assertShapesMatch(dy.shape, y.shape, 'dy and y do not broadcast: ');
    return emitBinary(recorder, 'EluGrad', dy, y);
  },
  AddN: (recorder, inputs) => inputList(inputs).reduce((sum, x) => emitBinary(recorder, 'Add', sum, x)),
  Cast: (recorder, inputs, attrs) => {
    const x = input(inputs, 'x');
    const dtype = dtypeOf({ dtype: attrs['dtype'] as tf.DataType });
    return recorder.emit('Cast', [x], {}, x.shape, dtype);
  },
  Identity: (recorder, inputs) => {
    const x = input(inputs, 'x');
    return recorder.emit('Identity', [x], {}, x.shape, dtypeOf(x));
  },
  Select: (recorder, inputs) => {
    const condition = input(inputs, 'condition');
    const t = input(inputs, 't');
    const e = input(inputs, 'e');
    // A rank-1 condition selects whole rows, as in TF.js.
    const rank = t.shape.length;
    const conditionShape =
      condition.shape.length === rank
        ? condition.shape
        : [...condition.shape, ...Array<number>(rank - condition.shape.length).fill(1)];
    const aligned = recorder.emit('Reshape', [condition], {}, conditionShape, dtypeOf(condition));
    return recorder.emit('Select', [aligned, t, e], {}, t.shape, dtypeOf(t));
  },
  ZerosLike: (recorder, inputs) => filled(recorder, input(inputs, 'x'), 0),
  OnesLike: (recorder, inputs) => filled(recorder, input(inputs, 'x'), 1),
  Fill: (recorder, _inputs, attrs) => {
    const dtype = dtypeOf({ dtype: (attrs['dtype'] as tf.DataType | undefined) ?? 'float32' });
    return recorder.fill(Number(attrs['value']), attrs['shape'] as number[], dtype);
  },
};

function filled(recorder: Recorder, like: Traced, value: number): Traced {
  return recorder.fill(value, like.shape, dtypeOf(like));
}
