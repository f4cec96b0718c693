import type { Arithmetic } from '../arithmetic.ts';
import type { Value } from '../expression.ts';
import { expOfNegative } from './exponential.ts';

const exponentBits = 0xff80_0000;
/** Bits of the square root of 1/2: numbers are taken as 2^e m with m from there to the square root of 2. */
const rootHalf = 0x3f35_04f3;
const smallestNormal = 2 ** -126;
/** log(1 + f) = f + f^2 (c[0] + c[1] f + ...), a minimax fit from sqrt(1/2) - 1 to sqrt(2) - 1: relative error 2^-27. */
const nearOne = [
  -0.5, 0.3333333134651184, -0.2500081956386566, 0.20001226663589478, -0.1662335842847824,
  0.14201754331588745, -0.1316017210483551, 0.1276160627603531, -0.07634556293487549,
];
/** log((1 + s) / (1 - s)) = 2 s + s^3 (c[0] + c[1] s^2 + ...) for s up to 1/3: relative error 2^-27. */
const quotient = [0.666664183139801, 0.40021437406539917, 0.2800302505493164, 0.2800678610801697];

interface Parts {
  /** The exponent times 2^23. */
  readonly exponent: Value;
  /** Mantissa - 1. */
  readonly fraction: Value;
}

/** A positive, normal float32 as 2^exponent (1 + fraction). */
export function split(m: Arithmetic, x: Value): Parts {
  const exponent = m.and(m.subInteger(x, m.integer(rootHalf)), m.integer(exponentBits));
  return { exponent, fraction: m.sub(m.subInteger(x, exponent), m.float(1)) };
}

/** log of 2^exponent (1 + fraction). */
function join(m: Arithmetic, { exponent, fraction }: Parts): Value {
  const series = m.fma(m.mul(fraction, fraction), m.polynomial(fraction, nearOne), fraction);
  return m.fma(m.toFloat(exponent), m.float(Math.LN2 * 2 ** -23), series);
}

/** `result` where `x` is positive and finite, and what the logarithm is elsewhere. */
function guard(m: Arithmetic, x: Value, result: Value): Value {
  const finite = m.select(m.less(x, m.float(Infinity)), result, x);
  const otherwise = m.select(m.equal(x, m.float(0)), m.float(-Infinity), m.float(NaN));
  return m.select(m.less(m.float(0), x), finite, otherwise);
}

/** Makes denormal numbers normal: multiplied by 2^23 and, among them, the mask of those that were. */
export function normalize(m: Arithmetic, x: Value): { readonly normal: Value; readonly wasDenormal: Value } {
  const wasDenormal = m.less(x, m.float(smallestNormal));
  return { normal: m.select(wasDenormal, m.mul(x, m.float(2 ** 23)), x), wasDenormal };
}

/** `exponent` of a number before `normalize`. */
export function originalExponent(m: Arithmetic, exponent: Value, wasDenormal: Value): Value {
  return m.subInteger(exponent, m.and(wasDenormal, m.integer(23 << 23)));
}

export function log(m: Arithmetic, x: Value): Value {
  const { normal, wasDenormal } = normalize(m, x);
  const { exponent, fraction } = split(m, normal);
  return guard(m, x, join(m, { exponent: originalExponent(m, exponent, wasDenormal), fraction }));
}

/** log(1 + x); what the sum loses in rounding is added to the fraction. */
export function log1p(m: Arithmetic, x: Value): Value {
  const sum = m.add(x, m.float(1));
  return guard(m, sum, log1pOfFinite(m, x, sum));
}

/** log(1 + x) for finite x > -1. */
function log1pOfFinite(m: Arithmetic, x: Value, sum = m.add(x, m.float(1))): Value {
  const { exponent, fraction } = split(m, sum);
  const lost = m.sub(x, m.sub(sum, m.float(1)));
  // 2^-e. It is not needed, and would not be one, for the largest e.
  const power = m.maxInteger(m.subInteger(m.float(1), exponent), m.integer(0));
  return join(m, { exponent, fraction: m.fma(lost, power, fraction) });
}

/** log(1 + e^x) = max(x, 0) + log(1 + e^-|x|), the logarithm of (1 + s) / (1 - s) with s = e / (2 + e). */
export function softplus(m: Arithmetic, x: Value): Value {
  const e = expOfNegative(m, m.abs(x));
  const s = m.div(e, m.add(e, m.float(2)));
  const square = m.mul(s, s);
  const rest = m.mul(s, square);
  const twice = m.add(m.add(s, s), m.atLeast(0, x));
  return m.fma(rest, m.polynomial(square, quotient), twice);
}
