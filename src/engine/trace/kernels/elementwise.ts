import * as tf from '@tensorflow/tfjs-core';
import type { DType } from '#core';
import { elementwiseOp, type ElementwiseOp, elementwiseOps } from '../../graph/elementwise-ops.ts';
import type { Attributes } from '../../graph/graph.ts';
import type { Recorder, Traced } from '../recorder.ts';
import { dtypeOf, input, inputList, type KernelTable, type KernelTracer } from './types.ts';

/** `x` as `dtype`, recorded only when it is another. */
export function emitCast(recorder: Recorder, x: Traced, dtype: DType): Traced {
  return x.dtype === dtype ? x : recorder.emit('Cast', [x], {}, x.shape, dtype);
}

/** The shape of a broadcast, as TF.js computes it. */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  return tf.broadcast_util.assertAndGetBroadcastShape([...a], [...b]);
}

/** Refuses operands of a type for which the kernel has no meaning, or one that nobody wants. */
function requireTypes(
  recorder: Recorder,
  kernel: string,
  operands: readonly Traced[],
  types: readonly DType[],
): void {
  if (operands.every((operand) => types.includes(dtypeOf(operand)))) return;
  throw recorder.unsupported(kernel, operands, `takes ${types.join(' or ')}: cast its operands`);
}

/** Records the operand named `x`, with the attributes that the op keeps. */
function unary(kernel: string, { types, attributes }: ElementwiseOp): KernelTracer {
  return (recorder, inputs, attrs) => {
    const x = input(inputs, 'x');
    requireTypes(recorder, kernel, [x], types);
    const kept = Object.fromEntries(attributes.map((name) => [name, attrs[name]])) as Attributes;
    return recorder.emit(kernel, [x], kept, x.shape, dtypeOf(x));
  };
}

/** Kernels that answer in float32 whatever they are asked. */
function toFloat(kernel: string): KernelTracer {
  const tracer = unary(kernel, elementwiseOp(kernel)!);
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

function binary(kernel: string, { types, result }: ElementwiseOp): KernelTracer {
  return (recorder, inputs) => {
    const a = input(inputs, 'a');
    const b = input(inputs, 'b');
    requireTypes(recorder, kernel, [a, b], types);
    return emitBinary(recorder, kernel, a, b, result === 'operand' || result === 'own' ? undefined : result);
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

/** How ops are recorded whose calls have operands `x`, or `a` and `b`, and say no more than the op's record does. */
function plainTracers(): KernelTable {
  const entries = Object.entries<ElementwiseOp>(elementwiseOps);
  return Object.fromEntries(
    entries.map(([kernel, op]) => [kernel, op.operands === 1 ? unary(kernel, op) : binary(kernel, op)]),
  );
}

export const elementwiseKernels: KernelTable = {
  ...plainTracers(),
  IsFinite: floatKind('IsFinite', 1),
  IsInf: floatKind('IsInf', 0),
  IsNan: floatKind('IsNan', 0),
  Exp: toFloat('Exp'),
  LeakyRelu: toFloat('LeakyRelu'),
  Round: (recorder, inputs, attrs) => {
    const x = input(inputs, 'x');
    return x.dtype === 'int32' ? x : unary('Round', elementwiseOps.Round)(recorder, inputs, attrs);
  },
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
