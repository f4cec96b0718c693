import type { Arithmetic } from '../arithmetic.ts';
import type { Value } from '../expression.ts';

/** Rounds of division that bring any finite quotient, below 2^128, to a remainder: each takes 23 bits or more. */
const rounds = 6;

interface Division {
  /** Whole quotients whose sum is the quotient. */
  readonly quotients: readonly Value[];
  /** Not larger than half of the divisor. */
  readonly rest: Value;
}

/** Remainders of rounded quotients are exact. */
function divide(m: Arithmetic, a: Value, b: Value, count: number): Division {
  let rest = a;
  const quotients: Value[] = [];
  for (let round = 0; round < count; round++) {
    const quotient = m.round(m.div(rest, b));
    rest = m.fma(m.negate(quotient), b, rest);
    quotients.push(quotient);
  }
  return { quotients, rest };
}

/** Where the rest has another sign than the divisor. */
function isOpposite(m: Arithmetic, rest: Value, divisor: Value): Value {
  return m.less(m.xor(rest, m.sign(divisor)), m.float(0));
}

/** The remainder with the sign of the divisor, exact; NaN when the quotient is infinite. */
export function floorMod(m: Arithmetic, a: Value, b: Value): Value {
  const { rest } = divide(m, a, b, rounds);
  const moved = m.select(isOpposite(m, rest, b), m.add(rest, b), rest);
  // An infinite divisor leaves a finite number of its sign as it is.
  const own = m.select(isOpposite(m, a, b), b, a);
  const infinity = m.float(Infinity);
  const keeps = m.and(m.equal(m.abs(b), infinity), m.less(m.abs(a), infinity));
  return m.select(keeps, own, moved);
}

/** The quotient rounded down, as int32; the least one where it is none of int32, as in a cast. */
export function floorDivide(m: Arithmetic, a: Value, b: Value): Value {
  const { quotients, rest } = divide(m, a, b, 2);
  const sum = quotients.map((quotient) => m.toInteger(quotient)).reduce((x, y) => m.addInteger(x, y));
  const floor = m.addInteger(sum, isOpposite(m, rest, b));
  const fits = m.less(m.abs(m.div(a, b)), m.float(2 ** 31));
  // By an infinite divisor the quotient is zero, or as little below it as can be.
  const whole = m.select(m.less(m.abs(b), m.float(Infinity)), floor, isOpposite(m, a, b));
  return m.select(fits, whole, m.integer(-(2 ** 31)));
}

interface IntegerDivision {
  readonly quotient: Value;
  /** Not larger than half of the divisor. */
  readonly rest: Value;
}

/**
 * The nearest quotient of int32, or one as near. Float32 gives the quotient to 22 bits; what is then left is small enough
 * for it to give the rest.
 */
function divideIntegers(m: Arithmetic, a: Value, b: Value): IntegerDivision {
  const divisor = m.toFloat(b);
  const step = (rest: Value): IntegerDivision => {
    const quotient = m.toInteger(m.round(m.div(m.toFloat(rest), divisor)));
    return { quotient, rest: m.subInteger(rest, m.mulInteger(quotient, b)) };
  };
  const first = step(a);
  const second = step(first.rest);
  return { quotient: m.addInteger(first.quotient, second.quotient), rest: second.rest };
}

/** -1 where two int32, of which the first is not 0, have different signs, else 0. */
function differ(m: Arithmetic, rest: Value, other: Value): Value {
  return m.andNot(m.equalInteger(rest, m.integer(0)), m.shiftRightSigned(m.xor(rest, other), 31));
}

/** 0 in place of a result where int32 are divided by zero. */
function unlessByZero(m: Arithmetic, b: Value, result: Value): Value {
  const bits = m.constantFloat(b);
  const isNeverZero = bits !== undefined && !Object.is(bits, 0);
  return isNeverZero ? result : m.andNot(m.equalInteger(b, m.integer(0)), result);
}

/** The remainder of int32 with the sign of the divisor; 0 by zero. */
export function floorModIntegers(m: Arithmetic, a: Value, b: Value): Value {
  const { rest } = divideIntegers(m, a, b);
  return unlessByZero(m, b, m.addInteger(rest, m.and(differ(m, rest, b), b)));
}

/** The quotient of int32 rounded down; 0 by zero. */
export function floorDivideIntegers(m: Arithmetic, a: Value, b: Value): Value {
  const { quotient, rest } = divideIntegers(m, a, b);
  return unlessByZero(m, b, m.addInteger(quotient, differ(m, rest, b)));
}

/** The quotient of int32 rounded towards zero; 0 by zero. */
export function divideTowardsZero(m: Arithmetic, a: Value, b: Value): Value {
  const { quotient, rest } = divideIntegers(m, a, b);
  const sign = m.or(m.shiftRightSigned(m.xor(a, b), 31), m.integer(1));
  return unlessByZero(m, b, m.subInteger(quotient, m.and(differ(m, rest, a), sign)));
}
