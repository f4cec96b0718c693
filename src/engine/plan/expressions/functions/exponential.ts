import type { Arithmetic } from '../arithmetic.ts';
import type { Value } from '../expression.ts';

/** ln 2 in two parts: products of the first with whole numbers below 256 lose nothing in a fused operation. */
const ln2 = { high: 0.6931471824645996, low: -1.9046542121259336e-9 } as const;
/** Adding it to a number rounds that to a whole number, and leaves the whole number in the lowest bits. */
const rounding = 1.5 * 2 ** 23;
/** Minimax fit of (e^r - 1 - r) / r^2 for |r| <= ln 2 / 2; the relative error of e^r is 2^-28. */
const tail = [
  0.4999999403953552, 0.16666513681411743, 0.041668061167001724, 0.008369549177587032, 0.0013843780616298318,
];
/** The same up to ln 2, with relative errors of e^r of 2^-25 and, above ln 2 / 2, 2^-23. */
const longTail = [
  0.5000017285346985, 0.16666699945926666, 0.041628383100032806, 0.008349581621587276, 0.0015855493256822228,
];
/** The fit on |r| <= ln 2 / 2 again, with the relative error of e^r - 1 in mind: 2^-26. */
const tailMinusOne = [
  0.4999999701976776, 0.16666537523269653, 0.041667740792036057, 0.008367318660020828, 0.0013837862061336637,
];

interface Reduced {
  /** |rest| <= ln 2 / 2, divided by `factor`. */
  readonly rest: Value;
  /** A power of two. */
  readonly power: Value;
}

/**
 * e^(factor x) = 2^`shift` power e^(factor rest), where factor is a power of two or its negative. The logarithm of the
 * power goes from -126 to 127; one step below that the power is 0, one step above infinity, and further on meaningless.
 * With a bound `most` on the logarithm of 2^`shift` power, the rest is as large as it takes.
 */
function reduce(m: Arithmetic, x: Value, shift: number, factor: number, most = Infinity): Reduced {
  const offset = rounding + 127 - shift;
  const unbounded = m.fma(x, m.float(factor * Math.LOG2E), m.float(offset));
  const moved = most === Infinity ? unbounded : m.atMost(offset + most, unbounded);
  const whole = m.sub(moved, m.float(offset));
  const near = m.fma(whole, m.float(-ln2.high / factor), x);
  return {
    rest: m.fma(whole, m.float(-ln2.low / factor), near),
    power: m.shiftLeft(moved, 23),
  };
}

/** `scale` e^(factor rest), for a power of two as scale. */
function series(m: Arithmetic, rest: Value, scale: number, factor: number, fit = tail): Value {
  const coefficients = [1, 1, ...fit].map((coefficient, power) => scale * factor ** power * coefficient);
  return m.polynomial(rest, coefficients);
}

/**
 * e^x, 0 below 2^-126.5. 2^128 is no float32: from there on the rest grows beyond ln 2 / 2 instead, to ln 2 where e^x
 * becomes infinite.
 */
export function exp(m: Arithmetic, x: Value): Value {
  const { rest, power } = reduce(m, m.atLeast(-87.9, x), 0, 1, 127);
  return m.mul(series(m, rest, 1, 1, longTail), power);
}

/** e^x / 2 for x >= 0, infinite only where e^x / 2 is. */
export function halfExp(m: Arithmetic, x: Value): Value {
  const { rest, power } = reduce(m, m.atMost(90, x), 2, 1);
  return m.mul(series(m, rest, 2, 1), power);
}

/** 1 - e^x for x between -87 and 0. */
export function oneMinusExp(m: Arithmetic, x: Value): Value {
  const { rest, power } = reduce(m, x, 0, 1);
  return m.fma(series(m, rest, -1, 1), power, m.float(1));
}

/** e^-x for x >= 0, 0 below 2^-126.5. */
export function expOfNegative(m: Arithmetic, x: Value): Value {
  const { rest, power } = reduce(m, m.atMost(87.9, x), 0, -1);
  return m.mul(series(m, rest, 1, -1), power);
}

/** e^x - 1 = 2 ((e^r - 1) power + (power - 1/2)), which keeps its digits near 0. */
export function expm1(m: Arithmetic, x: Value): Value {
  const { rest, power } = reduce(m, m.atMost(89, m.atLeast(-18, x)), 1, 1);
  const half = m.fma(minusOne(m, rest, 1), power, m.sub(power, m.float(0.5)));
  return m.add(half, half);
}

/** e^x - 1 for x <= 0; for others, numbers without meaning. */
export function expm1OfNegative(m: Arithmetic, x: Value): Value {
  const { rest, power } = reduce(m, m.atLeast(-18, x), 0, 1);
  return m.fma(minusOne(m, rest, 1), power, m.sub(power, m.float(1)));
}

/** (e^(factor rest) - 1) / factor. */
function minusOne(m: Arithmetic, rest: Value, factor: number): Value {
  const coefficients = tailMinusOne.map((coefficient, power) => factor ** (power + 1) * coefficient);
  return m.fma(m.mul(rest, rest), m.polynomial(rest, coefficients), rest);
}

/** 1 / (1 + e^-x). */
export function sigmoid(m: Arithmetic, x: Value): Value {
  const { rest, power } = reduce(m, m.atLeast(-89, m.atMost(87.3, x)), 1, -1);
  return m.div(m.float(1), m.fma(series(m, rest, 2, -1), power, m.float(1)));
}

/** tanh |x| = e / (e + 1) with e = (e^(2 |x|) - 1) / 2, which keeps its digits near 0. */
export function tanh(m: Arithmetic, x: Value): Value {
  const { rest, power } = reduce(m, m.atMost(10, m.abs(x)), 0, 2);
  const e = m.fma(minusOne(m, rest, 2), power, m.fma(m.float(0.5), power, m.float(-0.5)));
  return m.or(m.div(e, m.add(e, m.float(1))), m.sign(x));
}
