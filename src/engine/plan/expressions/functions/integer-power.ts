import type { Arithmetic } from '../arithmetic.ts';
import type { Value } from '../expression.ts';

const exponentBits = 31;

/** base ^ exponent of int32, modulo 2^32, by squaring; 0 for powers between 0 and 1. */
export function integerPower(m: Arithmetic, base: Value, exponent: Value): Value {
  const one = m.integer(1);
  let power = base;
  let result = one;
  for (let bit = 0; bit < exponentBits; bit++) {
    if (bit > 0) power = m.mulInteger(power, power);
    const used = m.shiftRightSigned(m.shiftLeft(exponent, 31 - bit), 31);
    const factor = m.select(used, power, one);
    result = bit === 0 ? factor : m.mulInteger(result, factor);
  }
  const isUnit = m.equalInteger(m.maxInteger(base, m.subInteger(m.integer(0), base)), one);
  const isNegative = m.shiftRightSigned(exponent, 31);
  return m.and(m.or(m.not(isNegative), isUnit), result);
}
