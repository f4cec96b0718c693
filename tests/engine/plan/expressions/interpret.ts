import type { Operation, VectorOp } from '../../../../src/engine/plan/expressions/expression.ts';

const floats = new Float32Array(1);
const bits = new Int32Array(floats.buffer);
const doubles = new Float64Array(1);
const doubleBits = new BigInt64Array(doubles.buffer);

/** The float32 whose bits these are. */
export function floatOf(pattern: number): number {
  bits[0] = pattern;
  return floats[0]!;
}

/** The bits, as int32, of a number rounded to float32. */
export function bitsOf(value: number): number {
  floats[0] = value;
  return bits[0]!;
}

/**
 * One lane of an expression, computed plainly: the bits of every operation's result, given the bits of each operand.
 */
export function interpret(operations: readonly Operation[], load: (operand: number) => number): number[] {
  const values: number[] = [];
  for (const { op, args, immediate = 0, table } of operations) {
    const [a = 0, b = 0, c = 0] = args.map((arg) => values[arg]!);
    if (op === 'load') values.push(load(immediate));
    else if (op === 'constant') values.push(immediate | 0);
    else if (op === 'lookup') values.push(table![a & 7]! | 0);
    else if (op in onFloats) values.push(bitsOf(onFloats[op]!(floatOf(a), floatOf(b), floatOf(c))));
    else if (op in comparisons) values.push(comparisons[op]!(floatOf(a), floatOf(b)) ? -1 : 0);
    else values.push(onIntegers[op]!(a, b, c, immediate) | 0);
  }
  return values;
}

type Table<F> = Partial<Record<VectorOp, F>>;

const onFloats: Table<(a: number, b: number, c: number) => number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  min: (a, b) => (a < b ? a : b),
  max: (a, b) => (a > b ? a : b),
  sqrt: Math.sqrt,
  fma,
  floor: Math.floor,
  ceil: Math.ceil,
  round: roundToEven,
};

const comparisons: Table<(a: number, b: number) => boolean> = {
  equal: (a, b) => a === b,
  notEqual: (a, b) => a !== b,
  less: (a, b) => a < b,
  lessEqual: (a, b) => a <= b,
  unordered: (a, b) => Number.isNaN(a) || Number.isNaN(b),
};

const onIntegers: Table<(a: number, b: number, c: number, immediate: number) => number> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  andNot: (a, b) => ~a & b,
  addInteger: (a, b) => a + b,
  subInteger: (a, b) => a - b,
  mulInteger: Math.imul,
  minInteger: (a, b) => Math.min(a, b),
  maxInteger: (a, b) => Math.max(a, b),
  equalInteger: (a, b) => (a === b ? -1 : 0),
  greaterInteger: (a, b) => (a > b ? -1 : 0),
  shiftLeft: (a, _b, _c, count) => (count > 31 ? 0 : a << count),
  shiftRight: (a, _b, _c, count) => (count > 31 ? 0 : a >>> count),
  shiftRightSigned: (a, _b, _c, count) => a >> Math.min(31, count),
  shiftLeftBy: (a, count) => (count >>> 0 > 31 ? 0 : a << count),
  select: (mask, a, b) => (mask < 0 ? a : b),
  toFloat: (a) => bitsOf(a),
  toInteger: (a) => towardsZero(floatOf(a)),
};

/** The product of two float32 is exact in a float64; the sum is rounded to odd, so that rounding to float32 is right. */
function fma(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  const part = sum - product;
  const error = product - (sum - part) + (c - part);
  if (error === 0 || !Number.isFinite(sum) || Number.isNaN(error)) return sum;
  doubles[0] = sum;
  if (doubleBits[0]! & 1n) return sum;
  doubleBits[0]! += error > 0 === sum > 0 ? 1n : -1n;
  return doubles[0];
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest === 0 || !Number.isFinite(value)) return value;
  const rounded = rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
  return rounded === 0 && value < 0 ? -0 : rounded;
}

/** Numbers outside of int32, and NaN, give its smallest, as the instruction does. */
function towardsZero(value: number): number {
  const whole = Math.trunc(value);
  return whole >= -(2 ** 31) && whole < 2 ** 31 ? whole : -(2 ** 31);
}
