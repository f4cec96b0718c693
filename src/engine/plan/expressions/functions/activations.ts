import type { Arithmetic } from '../arithmetic.ts';
import type { Value } from '../expression.ts';
import { expm1OfNegative } from './exponential.ts';

/** Scale and shape of SELU, so that unit variance is a fixed point (Klambauer et al., Self-Normalizing Neural Networks, 2017). */
const selfNormalizing = { scale: 1.0507009873554805, alpha: 1.6732632423543772 };

/** In all of these a NaN is not less than anything, and takes the branch that keeps it. */
export function elu(m: Arithmetic, x: Value): Value {
  return m.select(m.less(x, m.float(0)), expm1OfNegative(m, x), x);
}

export function selu(m: Arithmetic, x: Value): Value {
  const { scale, alpha } = selfNormalizing;
  const negative = m.mul(expm1OfNegative(m, x), m.float(scale * alpha));
  return m.select(m.less(x, m.float(0)), negative, m.mul(x, m.float(scale)));
}

export function relu6(m: Arithmetic, x: Value): Value {
  return m.atMost(6, m.atLeast(0, x));
}

/** x, or slope times x where x is negative. */
export function leakyRelu(m: Arithmetic, x: Value, slope: number): Value {
  // For these slopes the larger of the two; 0 would make infinity NaN.
  if (slope > 0 && slope <= 1) return m.max(m.mul(x, m.float(slope)), x);
  return prelu(m, x, m.float(slope));
}

export function prelu(m: Arithmetic, x: Value, slope: Value): Value {
  return m.select(m.less(x, m.float(0)), m.mul(x, slope), x);
}

/** dy times y + 1 where the result `y` of ELU is negative, and dy elsewhere. */
export function eluGradient(m: Arithmetic, dy: Value, y: Value): Value {
  return m.mul(dy, m.add(m.atMost(0, y), m.float(1)));
}

/** -1, 0 or 1; NaN for NaN. Adding 0 takes the sign from -0. */
export function sign(m: Arithmetic, x: Value): Value {
  return m.select(m.less(m.float(0), m.abs(x)), m.or(m.sign(x), m.float(1)), m.add(x, m.float(0)));
}
