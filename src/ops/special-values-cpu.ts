import * as tf from '@tensorflow/tfjs-core';
import { broadcastValues } from './broadcast-values.ts';
import { replaceCpuKernel } from './cpu-kernel.ts';

// What TF.js's plain backend answers to NaN, infinities and the ends of int32 follows from JavaScript's numbers; here it
// is what C's functions and 32-bit arithmetic answer, as compiled engines do (list of ops in CONTRIBUTING.md).

type Unary = (x: number, attrs: Readonly<Record<string, unknown>>) => number;
type Binary = (a: number, b: number) => number;

const least = -(2 ** 31);

/** The number cut off towards zero; the least int32 where that is none, as x64 and PyTorch on it answer. */
const toInt32: Unary = (x) => (Math.abs(x) < 2 ** 31 ? Math.trunc(x) : least);

/** C's power: one to any power is one, and so is -1 to an infinite one. */
const power: Binary = (a, b) => (a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : Math.pow(a, b));

/**
 * The remainder with the sign of the divisor, whose own numbers an infinite one leaves as they are; NaN where the quotient is
 * infinite in float32.
 */
const remainder: Binary = (a, b) => {
  if (Math.abs(Math.fround(a / b)) === Infinity) return NaN;
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
};

/** The quotient rounded down; as in a cast where it is too large in float32. Below zero by an infinite divisor it is -1. */
const floorOfQuotient: Binary = (a, b) => {
  const quotient = a / b;
  if (!(Math.abs(Math.fround(quotient)) < 2 ** 31)) return least;
  return quotient === 0 && a !== 0 && a < 0 !== b < 0 ? -1 : Math.floor(quotient);
};

/** By squaring, modulo 2^32; powers between 0 and 1 are 0, and so is a negative power of 0. */
const wholePower: Binary = (a, b) => {
  if (b < 0) return a === 1 ? 1 : a === -1 ? 1 - 2 * (b & 1) : 0;
  let result = 1;
  let factor = a;
  for (let rest = b; rest > 0; rest >>>= 1) {
    if (rest & 1) result = Math.imul(result, factor);
    factor = Math.imul(factor, factor);
  }
  return result;
};

const wholeQuotient: Binary = (a, b) => (b === 0 ? 0 : Math.floor(a / b) | 0);
const wholeRemainder: Binary = (a, b) => (b === 0 ? 0 : remainder(a, b));
const squareOf: Unary = (x) => Math.imul(x, x);

function unary(kernel: string, formulas: { readonly float32?: Unary; readonly int32?: Unary }): void {
  replaceCpuKernel(kernel, ({ inputs, attrs, read, write, original }) => {
    const x = inputs['x']!;
    if (x.dtype !== 'float32' && x.dtype !== 'int32') return original();
    const formula = formulas[x.dtype];
    if (!formula) return original();
    const values = Array.from(read(x), (value) => formula(value, attrs));
    return write(typed(values, x.dtype), x.shape, x.dtype);
  });
}

function binary(
  kernel: string,
  formulas: { readonly float32?: Binary; readonly int32?: Binary },
  dtype?: 'int32',
): void {
  replaceCpuKernel(kernel, ({ inputs, read, write, original }) => {
    const [a, b] = [inputs['a']!, inputs['b']!];
    if (a.dtype !== b.dtype || (a.dtype !== 'float32' && a.dtype !== 'int32')) return original();
    const formula = formulas[a.dtype];
    if (!formula) return original();
    const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
    const [left, right] = [a, b].map((operand) => broadcastValues(read(operand), operand.shape, shape));
    const type = dtype ?? a.dtype;
    const values = left!.map((value, index) => formula(value, right![index]!));
    return write(typed(values, type), shape, type);
  });
}

const typed = (values: number[], dtype: 'float32' | 'int32'): Float32Array | Int32Array =>
  dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values);

unary('Sign', { float32: (x) => (x > 0 ? 1 : x < 0 ? -1 : x) });
unary('Step', { float32: (x, { alpha }) => (x > 0 ? 1 : Number(alpha ?? 0)) });
unary('Abs', { int32: (x) => Math.abs(x) | 0 });
unary('Square', { int32: squareOf });
binary('Multiply', { int32: Math.imul });
binary('SquaredDifference', { int32: (a, b) => squareOf((a - b) | 0, {}) });
binary('Pow', { float32: power, int32: wholePower });
binary('Mod', { float32: remainder, int32: wholeRemainder });
binary('FloorDiv', { float32: floorOfQuotient, int32: wholeQuotient }, 'int32');
binary('RealDiv', { int32: (a, b) => (b === 0 ? 0 : Math.trunc(a / b) | 0) });

replaceCpuKernel('Cast', ({ inputs, attrs, read, write, original }) => {
  const x = inputs['x']!;
  if (x.dtype !== 'float32' || attrs['dtype'] !== 'int32') return original();
  return write(
    Int32Array.from(read(x), (value) => toInt32(value, {})),
    x.shape,
    'int32',
  );
});

/** Of nothing all are true: TF.js reads past the end. */
replaceCpuKernel('All', ({ inputs, attrs, write, original }) => {
  const { shape } = inputs['x']!;
  const result = original();
  const axes = tf.util.parseAxisParam(attrs['axis'] as number[], shape);
  if (axes.every((axis) => shape[axis]! > 0)) return result;
  return write(new Uint8Array(tf.util.sizeFromShape(result.shape)).fill(1), result.shape, 'bool');
});

/** TF.js multiplies the rows of other segments by zero, which makes NaN of all segments where one row is not finite. */
replaceCpuKernel('UnsortedSegmentSum', ({ inputs, attrs, read, write, original }) => {
  const [x, ids] = [inputs['x']!, inputs['segmentIds']!];
  if (x.dtype !== 'float32' || ids.shape.length !== 1) return original();
  const segments = Number(attrs['numSegments']);
  const [values, row] = [read(x), x.shape.slice(1)];
  const length = tf.util.sizeFromShape(row);
  const sums = new Float64Array(segments * length);
  for (const [index, segment] of Array.from(read(ids)).entries()) {
    if (segment < 0 || segment >= segments) continue;
    for (let at = 0; at < length; at++) sums[segment * length + at]! += values[index * length + at]!;
  }
  return write(Float32Array.from(sums), [segments, ...row], 'float32');
});
