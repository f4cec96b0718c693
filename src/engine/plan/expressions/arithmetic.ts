import type { ExpressionBuilder, Value } from './expression.ts';

const signBit = 1 << 31;
const bitsOf = new Int32Array(1);
const floatOf = new Float32Array(bitsOf.buffer);

/** Names for the operations of an expression, so that functions read like formulas. */
export class Arithmetic {
  constructor(private readonly builder: ExpressionBuilder) {}

  float(value: number): Value {
    return this.builder.float(value);
  }

  integer(bits: number): Value {
    return this.builder.integer(bits);
  }

  /** The float32 that a value always holds, if it is a constant. */
  constantFloat(value: Value): number | undefined {
    const { op, immediate = 0 } = this.builder.operations[value]!;
    if (op !== 'constant') return undefined;
    bitsOf[0] = immediate;
    return floatOf[0]!;
  }

  add(a: Value, b: Value): Value {
    return this.builder.add('add', [a, b]);
  }

  sub(a: Value, b: Value): Value {
    return this.builder.add('sub', [a, b]);
  }

  mul(a: Value, b: Value): Value {
    return this.builder.add('mul', [a, b]);
  }

  div(a: Value, b: Value): Value {
    return this.builder.add('div', [a, b]);
  }

  /** a * b + c, rounded once. */
  fma(a: Value, b: Value, c: Value): Value {
    return this.builder.add('fma', [a, b, c]);
  }

  sqrt(x: Value): Value {
    return this.builder.add('sqrt', [x]);
  }

  /** `b` when either is NaN. */
  min(a: Value, b: Value): Value {
    return this.builder.add('min', [a, b]);
  }

  /** `b` when either is NaN. */
  max(a: Value, b: Value): Value {
    return this.builder.add('max', [a, b]);
  }

  /** The smaller of a bound and `x`; NaN when `x` is. */
  atMost(bound: number, x: Value): Value {
    return this.min(this.float(bound), x);
  }

  /** The larger of a bound and `x`; NaN when `x` is. */
  atLeast(bound: number, x: Value): Value {
    return this.max(this.float(bound), x);
  }

  ceil(x: Value): Value {
    return this.builder.add('ceil', [x]);
  }

  floor(x: Value): Value {
    return this.builder.add('floor', [x]);
  }

  /** To the nearest whole number, halves to even. */
  round(x: Value): Value {
    return this.builder.add('round', [x]);
  }

  less(a: Value, b: Value): Value {
    return this.builder.add('less', [a, b]);
  }

  lessEqual(a: Value, b: Value): Value {
    return this.builder.add('lessEqual', [a, b]);
  }

  /** Whether either is NaN. */
  unordered(a: Value, b: Value): Value {
    return this.builder.add('unordered', [a, b]);
  }

  notEqual(a: Value, b: Value): Value {
    return this.builder.add('notEqual', [a, b]);
  }

  equal(a: Value, b: Value): Value {
    return this.builder.add('equal', [a, b]);
  }

  select(mask: Value, a: Value, b: Value): Value {
    return this.builder.add('select', [mask, a, b]);
  }

  and(a: Value, b: Value): Value {
    return this.builder.add('and', [a, b]);
  }

  or(a: Value, b: Value): Value {
    return this.builder.add('or', [a, b]);
  }

  xor(a: Value, b: Value): Value {
    return this.builder.add('xor', [a, b]);
  }

  /** (not a) and b. */
  andNot(a: Value, b: Value): Value {
    return this.builder.add('andNot', [a, b]);
  }

  not(a: Value): Value {
    return this.xor(a, this.integer(-1));
  }

  abs(x: Value): Value {
    return this.and(x, this.integer(~signBit));
  }

  negate(x: Value): Value {
    return this.xor(x, this.integer(signBit));
  }

  /** The bit that says whether a float is negative, in its place. */
  sign(x: Value): Value {
    return this.and(x, this.integer(signBit));
  }

  /** All bits where the lowest bit of `x` is set. */
  isOdd(x: Value): Value {
    return this.shiftRightSigned(this.shiftLeft(x, 31), 31);
  }

  addInteger(a: Value, b: Value): Value {
    return this.builder.add('addInteger', [a, b]);
  }

  subInteger(a: Value, b: Value): Value {
    return this.builder.add('subInteger', [a, b]);
  }

  mulInteger(a: Value, b: Value): Value {
    return this.builder.add('mulInteger', [a, b]);
  }

  minInteger(a: Value, b: Value): Value {
    return this.builder.add('minInteger', [a, b]);
  }

  maxInteger(a: Value, b: Value): Value {
    return this.builder.add('maxInteger', [a, b]);
  }

  equalInteger(a: Value, b: Value): Value {
    return this.builder.add('equalInteger', [a, b]);
  }

  greaterInteger(a: Value, b: Value): Value {
    return this.builder.add('greaterInteger', [a, b]);
  }

  shiftLeft(x: Value, bits: number): Value {
    return this.builder.add('shiftLeft', [x], bits);
  }

  /** By as many bits as another value says: fewer than 32. */
  shiftLeftBy(x: Value, bits: Value): Value {
    return this.builder.add('shiftLeftBy', [x, bits]);
  }

  /** Zeros come in. */
  shiftRight(x: Value, bits: number): Value {
    return this.builder.add('shiftRight', [x], bits);
  }

  shiftRightSigned(x: Value, bits: number): Value {
    return this.builder.add('shiftRightSigned', [x], bits);
  }

  /** The entry, of eight, that the lowest three bits of `index` number. */
  lookup(index: Value, table: readonly number[]): Value {
    return this.builder.lookup(index, table);
  }

  toFloat(x: Value): Value {
    return this.builder.add('toFloat', [x]);
  }

  /** Towards zero. */
  toInteger(x: Value): Value {
    return this.builder.add('toInteger', [x]);
  }

  /** c[0] + c[1] x + c[2] x^2 + ... by Horner's rule. */
  polynomial(x: Value, coefficients: readonly number[]): Value {
    return coefficients
      .slice(0, -1)
      .reduceRight(
        (sum, coefficient) => this.fma(sum, x, this.float(coefficient)),
        this.float(coefficients.at(-1)!),
      );
  }
}
