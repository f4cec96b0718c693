import type { Arithmetic } from '../arithmetic.ts';
import type { Value } from '../expression.ts';

/** Minimax fits. asin x = x + x^3 (c[0] + c[1] x^2 + ...) for |x| <= 1/2: relative error 2^-28. */
const arcSine = [
  0.16666752099990845, 0.07495306432247162, 0.045469772070646286, 0.02418077178299427, 0.04216642305254936,
];
/** atan x = x + x^3 (...) for |x| <= 1: relative error 2^-28. */
const arcTangent = [
  -0.33333298563957214, 0.1999852955341339, -0.1426401436328888, 0.10950861126184464, -0.08399207890033722,
  0.05787887051701546, -0.0310935340821743, 0.010866272263228893, -0.0017821451183408499,
];
/** What float32 loses of pi / 2. */
const halfPiRest = -4.371138828673793e-8;

interface Reduced {
  readonly isLarge: Value;
  /** asin |x|, or asin of the root of (1 - |x|) / 2 for |x| > 1/2, half of acos |x|. */
  readonly angle: Value;
}

function reduce(m: Arithmetic, x: Value): Reduced {
  const size = m.abs(x);
  const isLarge = m.less(m.float(0.5), size);
  const half = m.fma(m.float(-0.5), size, m.float(0.5));
  const square = m.select(isLarge, half, m.mul(x, x));
  const root = m.select(isLarge, m.sqrt(half), size);
  return { isLarge, angle: m.fma(m.mul(root, square), m.polynomial(square, arcSine), root) };
}

export function asin(m: Arithmetic, x: Value): Value {
  const { isLarge, angle } = reduce(m, x);
  const complement = m.fma(m.float(-2), angle, m.float(Math.PI / 2));
  return m.or(m.select(isLarge, complement, angle), m.sign(x));
}

/** For large |x|, 2 angle or pi - 2 angle; for others, pi / 2 - angle or pi / 2 + angle. */
export function acos(m: Arithmetic, x: Value): Value {
  const { isLarge, angle } = reduce(m, x);
  const signed = m.xor(angle, m.sign(x));
  const near = m.sub(m.float(Math.PI / 2), m.sub(signed, m.float(halfPiRest)));
  const far = m.fma(m.float(2), signed, m.and(m.less(x, m.float(0)), m.float(Math.PI)));
  return m.select(isLarge, far, near);
}

/** The angle of (x, y) from atan(|y| / |x|), which is 0 of two zeros and pi / 4 of two infinities, with C's signs. */
export function atan2(m: Arithmetic, y: Value, x: Value): Value {
  const [height, width] = [m.abs(y), m.abs(x)];
  const slope = m.select(m.equal(height, width), m.float(1), m.div(height, width));
  const angle = atan(m, m.and(m.less(m.float(0), height), slope));
  const isLeft = m.shiftRightSigned(x, 31);
  const turned = m.select(isLeft, m.sub(m.float(Math.PI), angle), angle);
  const signed = m.or(turned, m.sign(y));
  return m.select(m.unordered(x, y), m.add(x, y), signed);
}

/** atan |x| = pi / 2 - atan(1 / |x|). */
export function atan(m: Arithmetic, x: Value): Value {
  const size = m.abs(x);
  const isLarge = m.less(m.float(1), size);
  const small = m.select(isLarge, m.div(m.float(1), size), size);
  const square = m.mul(small, small);
  const angle = m.fma(m.mul(small, square), m.polynomial(square, arcTangent), small);
  return m.or(m.select(isLarge, m.sub(m.float(Math.PI / 2), angle), angle), m.sign(x));
}
