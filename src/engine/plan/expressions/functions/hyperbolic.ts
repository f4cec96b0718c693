import type { Arithmetic } from '../arithmetic.ts';
import type { Value } from '../expression.ts';
import { halfExp } from './exponential.ts';
import { log1p } from './logarithm.ts';

/** sinh x = x + x^3 (c[0] + c[1] x^2 + ...), a minimax fit for |x| <= 1: relative error 2^-32. */
const hyperbolicSine = [
  0.1666666716337204, 0.00833331048488617, 0.00019842895562760532, 2.7822131869469468e-6,
];
/** From here on the inverse functions are log(2 |x|) to the last digit; squares still have room. */
const huge = 2 ** 30;

export function sinh(m: Arithmetic, x: Value): Value {
  const size = m.abs(x);
  const half = halfExp(m, size);
  const large = m.sub(half, m.div(m.float(0.25), half));
  const square = m.mul(x, x);
  const small = m.fma(m.mul(size, square), m.polynomial(square, hyperbolicSine), size);
  return m.or(m.select(m.less(size, m.float(1)), small, large), m.sign(x));
}

export function cosh(m: Arithmetic, x: Value): Value {
  const half = halfExp(m, m.abs(x));
  return m.add(half, m.div(m.float(0.25), half));
}

/** log(1 + `small`), or log(2 `size`) where that is huge: twice as much could be infinite. */
function logOf(m: Arithmetic, small: Value, size: Value): Value {
  const isHuge = m.less(m.float(huge), size);
  const value = log1p(m, m.select(isHuge, size, small));
  return m.add(value, m.and(isHuge, m.float(Math.LN2)));
}

/** asinh |x| = log(1 + |x| + |x|^2 / (1 + sqrt(1 + x^2))), the quotient written so that no square is infinite. */
export function asinh(m: Arithmetic, x: Value): Value {
  const size = m.abs(x);
  const inverse = m.div(m.float(1), size);
  const root = m.sqrt(m.fma(inverse, inverse, m.float(1)));
  const small = m.add(size, m.div(size, m.add(inverse, root)));
  return m.or(logOf(m, small, size), m.sign(x));
}

/** acosh x = log(1 + t + sqrt(t) sqrt(t + 2)) with t = x - 1, NaN for negative t. */
export function acosh(m: Arithmetic, x: Value): Value {
  const t = m.sub(x, m.float(1));
  return logOf(m, m.fma(m.sqrt(t), m.sqrt(m.add(t, m.float(2))), t), x);
}

/** atanh |x| = log(1 + 2 |x| / (1 - |x|)) / 2. */
export function atanh(m: Arithmetic, x: Value): Value {
  const size = m.abs(x);
  const ratio = m.div(m.add(size, size), m.sub(m.float(1), size));
  return m.or(m.mul(m.float(0.5), log1p(m, ratio)), m.sign(x));
}
