import type { ExpressionBuilder, Lane } from './expression.ts';

const signBit = 1 << 31;
const bitsOf = new Int32Array(1);
const floatOf = new Float32Array(bitsOf.buffer);

/** Names for the operations of an expression, so that functions read like formulas. */
export class Arithmetic {
  constructor(private readonly builder: ExpressionBuilder) {}

  float(value: number): Lane {
    return this.builder.float(value);
  }

  integer(bits: number): Lane {
    return this.builder.integer(bits);
  }

  /** The float32 that a lane always holds, if it is a constant. */
  constantFloat(lane: Lane): number | undefined {
    const { op, immediate = 0 } = this.builder.operations[lane]!;
    if (op !== 'constant') return undefined;
    bitsOf[0] = immediate;
    return floatOf[0]!;
  }

  add(a: Lane, b: Lane): Lane {
    return this.builder.add('add', [a, b]);
  }

  sub(a: Lane, b: Lane): Lane {
    return this.builder.add('sub', [a, b]);
  }

  mul(a: Lane, b: Lane): Lane {
    return this.builder.add('mul', [a, b]);
  }

  div(a: Lane, b: Lane): Lane {
    return this.builder.add('div', [a, b]);
  }

  /** a * b + c, rounded once. */
  fma(a: Lane, b: Lane, c: Lane): Lane {
    return this.builder.add('fma', [a, b, c]);
  }

  sqrt(x: Lane): Lane {
    return this.builder.add('sqrt', [x]);
  }

  /** `b` when either is NaN. */
  min(a: Lane, b: Lane): Lane {
    return this.builder.add('min', [a, b]);
  }

  /** `b` when either is NaN. */
  max(a: Lane, b: Lane): Lane {
    return this.builder.add('max', [a, b]);
  }

  /** The smaller of a bound and `x`; NaN when `x` is. */
  atMost(bound: number, x: Lane): Lane {
    return this.min(this.float(bound), x);
  }

  /** The larger of a bound and `x`; NaN when `x` is. */
  atLeast(bound: number, x: Lane): Lane {
    return this.max(this.float(bound), x);
  }

  ceil(x: Lane): Lane {
    return this.builder.add('ceil', [x]);
  }

  floor(x: Lane): Lane {
    return this.builder.add('floor', [x]);
  }

  /** To the nearest whole number, halves to even. */
  round(x: Lane): Lane {
    return this.builder.add('round', [x]);
  }

  less(a: Lane, b: Lane): Lane {
    return this.builder.add('less', [a, b]);
  }

  lessEqual(a: Lane, b: Lane): Lane {
    return this.builder.add('lessEqual', [a, b]);
  }

  /** Whether either is NaN. */
  unordered(a: Lane, b: Lane): Lane {
    return this.builder.add('unordered', [a, b]);
  }

  notEqual(a: Lane, b: Lane): Lane {
    return this.builder.add('notEqual', [a, b]);
  }

  equal(a: Lane, b: Lane): Lane {
    return this.builder.add('equal', [a, b]);
  }

  select(mask: Lane, a: Lane, b: Lane): Lane {
    return this.builder.add('select', [mask, a, b]);
  }

  and(a: Lane, b: Lane): Lane {
    return this.builder.add('and', [a, b]);
  }

  or(a: Lane, b: Lane): Lane {
    return this.builder.add('or', [a, b]);
  }

  xor(a: Lane, b: Lane): Lane {
    return this.builder.add('xor', [a, b]);
  }

  /** (not a) and b. */
  andNot(a: Lane, b: Lane): Lane {
    return this.builder.add('andNot', [a, b]);
  }

  not(a: Lane): Lane {
    return this.xor(a, this.integer(-1));
  }

  abs(x: Lane): Lane {
    return this.and(x, this.integer(~signBit));
  }

  negate(x: Lane): Lane {
    return this.xor(x, this.integer(signBit));
  }

  /** The bit that says whether a float is negative, in its place. */
  sign(x: Lane): Lane {
    return this.and(x, this.integer(signBit));
  }

  /** All bits where the lowest bit of `x` is set. */
  isOdd(x: Lane): Lane {
    return this.shiftRightSigned(this.shiftLeft(x, 31), 31);
  }

  addInteger(a: Lane, b: Lane): Lane {
    return this.builder.add('addInteger', [a, b]);
  }

  subInteger(a: Lane, b: Lane): Lane {
    return this.builder.add('subInteger', [a, b]);
  }

  mulInteger(a: Lane, b: Lane): Lane {
    return this.builder.add('mulInteger', [a, b]);
  }

  minInteger(a: Lane, b: Lane): Lane {
    return this.builder.add('minInteger', [a, b]);
  }

  maxInteger(a: Lane, b: Lane): Lane {
    return this.builder.add('maxInteger', [a, b]);
  }

  equalInteger(a: Lane, b: Lane): Lane {
    return this.builder.add('equalInteger', [a, b]);
  }

  greaterInteger(a: Lane, b: Lane): Lane {
    return this.builder.add('greaterInteger', [a, b]);
  }

  shiftLeft(x: Lane, bits: number): Lane {
    return this.builder.add('shiftLeft', [x], bits);
  }

  /** By as many bits as another lane says: fewer than 32. */
  shiftLeftBy(x: Lane, bits: Lane): Lane {
    return this.builder.add('shiftLeftBy', [x, bits]);
  }

  /** Zeros come in. */
  shiftRight(x: Lane, bits: number): Lane {
    return this.builder.add('shiftRight', [x], bits);
  }

  shiftRightSigned(x: Lane, bits: number): Lane {
    return this.builder.add('shiftRightSigned', [x], bits);
  }

  /** The entry, of eight, that the lowest three bits of `index` number. */
  lookup(index: Lane, table: readonly number[]): Lane {
    return this.builder.lookup(index, table);
  }

  toFloat(x: Lane): Lane {
    return this.builder.add('toFloat', [x]);
  }

  /** Towards zero. */
  toInteger(x: Lane): Lane {
    return this.builder.add('toInteger', [x]);
  }

  /** c[0] + c[1] x + c[2] x^2 + ... by Horner's rule. */
  polynomial(x: Lane, coefficients: readonly number[]): Lane {
    return coefficients
      .slice(0, -1)
      .reduceRight(
        (sum, coefficient) => this.fma(sum, x, this.float(coefficient)),
        this.float(coefficients.at(-1)!),
      );
  }
}
