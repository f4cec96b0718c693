import type { Arithmetic } from '../arithmetic.ts';
import type { Value } from '../expression.ts';
import { type QuarterTurns, quarterTurns } from './quarter-turns.ts';

/** Minimax fits for |r| <= pi / 4. sin r = r + r^3 (c[0] + c[1] r^2 + ...): relative error 2^-28. */
const sine = [-0.16666653752326965, 0.008332106284797192, -0.00019507884280756116];
/** cos r = 1 - r^2 / 2 + r^4 (...): relative error 2^-33. */
const cosine = [1, -0.5, 0.04166664555668831, -0.0013887297827750444, 2.4430084522464313e-5];
/** tan r = r + r^3 (...): relative error 2^-25. */
const tangent = [
  0.33333128690719604, 0.13339538872241974, 0.05334935709834099, 0.024653296917676926, 0.0027589108794927597,
  0.009600681252777576,
];

/** One, as the number of quarter turns is held. */
const oneTurn = 1 << 30;

/** All bits where the number of quarter turns is odd. */
function isOdd(m: Arithmetic, turns: Value): Value {
  return m.shiftRightSigned(m.shiftLeft(turns, 1), 31);
}

/** sin(rest + turns pi / 2) without the sign that the turns give it. */
function unsignedSine(m: Arithmetic, { turns, rest }: QuarterTurns): Value {
  const square = m.mul(rest, rest);
  const odd = m.fma(m.mul(rest, square), m.polynomial(square, sine), rest);
  return m.select(isOdd(m, turns), m.polynomial(square, cosine), odd);
}

/**
 * sin x: within 2 units of the last place up to 2^17, and within 4 beyond, where an error of 2^-40 in x comes on top: it
 * shows in sines below 2^-18.
 */
export function sin(m: Arithmetic, x: Value): Value {
  const angle = quarterTurns(m, m.abs(x));
  return m.xor(unsignedSine(m, angle), m.sign(m.xor(angle.turns, x)));
}

/** cos x, as exact as the sine. */
export function cos(m: Arithmetic, x: Value): Value {
  const { turns, rest } = quarterTurns(m, m.abs(x));
  const ahead = { turns: m.addInteger(turns, m.integer(oneTurn)), rest };
  return m.xor(unsignedSine(m, ahead), m.sign(ahead.turns));
}

/**
 * tan x: within 3 units of the last place up to 2^17, and as exact as the sine beyond.
 */
export function tan(m: Arithmetic, x: Value): Value {
  const { turns, rest } = quarterTurns(m, m.abs(x));
  const square = m.mul(rest, rest);
  const value = m.fma(m.mul(rest, square), m.polynomial(square, tangent), rest);
  return m.xor(m.select(isOdd(m, turns), m.div(m.float(-1), value), value), m.sign(x));
}
