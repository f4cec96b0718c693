import type { Arithmetic } from '../arithmetic.ts';
import type { Lane } from '../expression.ts';

/** Pi / 2 as a sum of three float32 (Cody and Waite, Software Manual for the Elementary Functions, 1980, chapter 8). */
const halfPi = [1.5707963705062866, -4.371138828673793e-8, -1.7151245100058819e-15] as const;
/** Adding it to a number rounds that to a whole number, and leaves the whole number in the lowest bits. */
const rounding = 1.5 * 2 ** 23;
/** Beyond it the whole number of quarter turns does not fit. Results are NaN rather than wrong. */
const largest = 2 ** 22;
/** Minimax fits for |r| <= pi / 4. sin r = r + r^3 (c[0] + c[1] r^2 + ...): relative error 2^-28. */
const sine = [-0.16666653752326965, 0.008332106284797192, -0.00019507884280756116];
/** cos r = 1 - r^2 / 2 + r^4 (...): relative error 2^-33. */
const cosine = [1, -0.5, 0.04166664555668831, -0.0013887297827750444, 2.4430084522464313e-5];
/** tan r = r + r^3 (...): relative error 2^-25. */
const tangent = [
  0.33333128690719604, 0.13339538872241974, 0.05334935709834099, 0.024653296917676926, 0.0027589108794927597,
  0.009600681252777576,
];

interface Reduced {
  /** Number of quarter turns, in the lowest bits. */
  readonly turns: Lane;
  readonly rest: Lane;
  readonly square: Lane;
}

function reduce(m: Arithmetic, x: Lane): Reduced {
  const turns = m.fma(x, m.float(2 / Math.PI), m.float(rounding));
  const whole = m.sub(turns, m.float(rounding));
  const rest = halfPi.reduce((sum, part) => m.fma(whole, m.float(-part), sum), x);
  return { turns, rest, square: m.mul(rest, rest) };
}

/** sin(rest + turns pi / 2). */
function sineOf(m: Arithmetic, { turns, rest, square }: Reduced): Lane {
  const odd = m.fma(m.mul(rest, square), m.polynomial(square, sine), rest);
  const value = m.select(m.isOdd(turns), m.polynomial(square, cosine), odd);
  return m.xor(value, m.sign(m.shiftLeft(turns, 30)));
}

/** NaN for |x| > 2^22. */
function inRange(m: Arithmetic, x: Lane): Lane {
  return m.select(m.less(m.float(largest), m.abs(x)), m.float(NaN), x);
}

/** sin x for |x| <= 2^22, NaN beyond: within 2 units of the last place up to 10^5, and within 4 from there. */
export function sin(m: Arithmetic, x: Lane): Lane {
  return sineOf(m, reduce(m, inRange(m, x)));
}

/** cos x, as exact and as far as the sine. */
export function cos(m: Arithmetic, x: Lane): Lane {
  const reduced = reduce(m, inRange(m, x));
  return sineOf(m, { ...reduced, turns: m.addInteger(reduced.turns, m.integer(1)) });
}

/** tan x for |x| <= 2^22, NaN beyond: within 3 units of the last place up to 10^5; from there, near its poles, 10^-4. */
export function tan(m: Arithmetic, x: Lane): Lane {
  const { turns, rest, square } = reduce(m, inRange(m, x));
  const value = m.fma(m.mul(rest, square), m.polynomial(square, tangent), rest);
  return m.select(m.isOdd(turns), m.div(m.float(-1), value), value);
}
