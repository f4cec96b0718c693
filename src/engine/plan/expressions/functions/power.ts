import type { Arithmetic } from '../arithmetic.ts';
import type { Value } from '../expression.ts';
import { normalize, originalExponent, split } from './logarithm.ts';

/** log((1 + q) / (1 - q)) = 2 q + q^3 (c[0] + c[1] q^2 + ...), a minimax fit for q up to 0.172: relative error 2^-35. */
const quotient = [0.6666666269302368, 0.4000096917152405, 0.28499189019203186, 0.24267344176769257];
/** 2^r = 1 + r (c[0] + c[1] r + ...), a minimax fit for |r| <= 1/2: relative error 2^-28. */
const powerOfTwo = [
  0.6931472420692444, 0.24022652208805084, 0.05550308898091316, 0.009617685340344906, 0.001340725808404386,
  0.00015596297453157604,
];
const log2e = { high: 1.4426950216293335, low: 1.9259630335e-8 } as const;
/** Powers of a larger one are 0, 1 or infinite, whatever the base; and it is even. */
const largestExponent = 2 ** 40;

/** A number as a sum of two. */
interface Pair {
  readonly high: Value;
  readonly low: Value;
}

/** base ^ exponent, with C's answers for signs, zeros, infinities and NaN. */
export function pow(m: Arithmetic, base: Value, exponent: Value): Value {
  const known = m.constantFloat(exponent);
  const short = known === undefined ? undefined : constantPower(m, base, known);
  if (short !== undefined) return short;
  const size = m.abs(base);
  const bounded = m.atLeast(-largestExponent, m.atMost(largestExponent, exponent));
  const finite = exp2(m, product(m, bounded, log2(m, size)));
  const whole = m.equal(m.floor(bounded), bounded);
  const meaningless = m.andNot(whole, m.less(base, m.float(0)));
  const real = m.select(meaningless, m.float(NaN), finite);
  const value = m.select(isOrdinary(m, size), real, extreme(m, size, bounded));
  const signed = m.or(value, m.and(m.sign(base), m.and(whole, isOddWhole(m, bounded))));
  const isOne = m.or(m.equal(exponent, m.float(0)), m.equal(base, m.float(1)));
  return m.select(isOne, m.float(1), signed);
}

/** Powers that a few products give. */
function constantPower(m: Arithmetic, x: Value, exponent: number): Value | undefined {
  const square = (y: Value): Value => m.mul(y, y);
  switch (exponent) {
    case 0:
      return m.float(1);
    case 1:
      return x;
    case 2:
      return square(x);
    case 3:
      return m.mul(x, square(x));
    case 4:
      return square(square(x));
    case -1:
      return m.div(m.float(1), x);
    case -2:
      return square(m.div(m.float(1), x));
    default:
      return undefined;
  }
}

/** Neither zero, infinite nor NaN. */
function isOrdinary(m: Arithmetic, size: Value): Value {
  const unit = m.integer(0x0080_0000);
  return m.greaterInteger(m.addInteger(size, unit), unit);
}

/** Powers of zero, infinity and NaN. */
function extreme(m: Arithmetic, size: Value, exponent: Value): Value {
  const value = m.select(m.less(exponent, m.float(0)), m.div(m.float(1), size), size);
  return m.select(m.equal(exponent, exponent), value, exponent);
}

function isOddWhole(m: Arithmetic, x: Value): Value {
  const half = m.mul(x, m.float(0.5));
  return m.not(m.equal(m.floor(half), half));
}

/**
 * The binary logarithm of a positive, finite number. With m = 1 + f and q = f / (2 + f), log m = 2 q + q^3 (...): nothing
 * of 2 q is rounded, and the rest, to which goes what the quotient lost, is small.
 */
function log2(m: Arithmetic, x: Value): Pair {
  const { normal, wasDenormal } = normalize(m, x);
  const { exponent, fraction } = split(m, normal);
  const inverse = m.div(m.float(1), m.add(fraction, m.float(2)));
  const q = m.mul(fraction, inverse);
  const remainder = m.fma(m.negate(q), fraction, m.fma(m.float(-2), q, fraction));
  const lost = m.mul(m.add(remainder, remainder), inverse);
  const square = m.mul(q, q);
  const low = m.fma(m.mul(q, square), m.polynomial(square, quotient), m.fma(lost, square, lost));
  const logarithm = toBinary(m, { high: m.add(q, q), low });
  const whole = m.mul(m.toFloat(originalExponent(m, exponent, wasDenormal)), m.float(2 ** -23));
  const sum = addToLarger(m, whole, logarithm.high);
  return addToLarger(m, sum.high, m.add(sum.low, logarithm.low));
}

/** The sum and what it loses in rounding, given that the first number is 0 or the larger one. */
function addToLarger(m: Arithmetic, larger: Value, smaller: Value): Pair {
  const sum = m.add(larger, smaller);
  return { high: sum, low: m.sub(smaller, m.sub(sum, larger)) };
}

/** A natural logarithm as a binary one. */
function toBinary(m: Arithmetic, { high, low }: Pair): Pair {
  const factor = m.float(log2e.high);
  const product = m.mul(high, factor);
  const lost = m.fma(high, factor, m.negate(product));
  return { high: product, low: m.fma(low, factor, m.fma(high, m.float(log2e.low), lost)) };
}

function product(m: Arithmetic, factor: Value, { high, low }: Pair): Pair {
  const whole = m.mul(factor, high);
  return { high: whole, low: m.fma(factor, low, m.fma(factor, high, m.negate(whole))) };
}

/** 2^(high + low): 0 and infinity where it is out of range. Two powers of two multiply, as one would not reach all. */
function exp2(m: Arithmetic, { high, low }: Pair): Value {
  const bounded = m.atLeast(-160, m.atMost(160, high));
  const whole = m.round(bounded);
  // The low part belongs to the high part as it was, and may be large where that is out of range.
  const rest = m.add(m.sub(bounded, whole), m.atLeast(-1, m.atMost(1, low)));
  const series = m.fma(rest, m.polynomial(rest, powerOfTwo), m.float(1));
  const exponent = m.toInteger(whole);
  const half = m.shiftRightSigned(exponent, 1);
  const power = (part: Value): Value => m.shiftLeft(m.addInteger(part, m.integer(127)), 23);
  return m.mul(m.mul(series, power(half)), power(m.subInteger(exponent, half)));
}
