import type { Arithmetic } from '../arithmetic.ts';
import type { Value } from '../expression.ts';

/** An angle as a number of quarter turns and what is left of it, in radians: about pi / 4 at most. */
export interface QuarterTurns {
  /** The number of quarter turns, modulo 4, in the two highest bits; below them are bits of no meaning. */
  readonly turns: Value;
  readonly rest: Value;
}

/** Pi / 2 as a sum of three float32 (Cody and Waite, Software Manual for the Elementary Functions, 1980, chapter 8). */
const halfPi = [1.5707963705062866, -4.371138828673793e-8, -1.7151245100058819e-15] as const;
/** Adding it to a number rounds that to a whole number, and leaves the whole number in the lowest bits. */
const rounding = 1.5 * 2 ** 23;
/** Up to it the three parts of pi / 2 are enough. */
const largestOfFew = 0x48000000; // 2^17
/** The lowest bit of the exponent of a float32. */
const exponentBit = 1 << 23;
/** 2 / pi, times 2^192. */
const twoOverPi = 0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041n;
const many = tables();

/** Divides angles, not negative, into quarter turns; the rest is NaN for infinities and NaN. */
export function quarterTurns(m: Arithmetic, size: Value): QuarterTurns {
  const few = fewTurns(m, size);
  const more = manyTurns(m, size);
  // What is not finite is negative as an integer here, and so goes with the small angles.
  const isLarge = m.greaterInteger(
    m.addInteger(size, m.integer(exponentBit)),
    m.integer(largestOfFew + exponentBit),
  );
  return {
    turns: m.select(isLarge, more.turns, few.turns),
    rest: m.select(isLarge, more.rest, few.rest),
  };
}

/** For angles up to 2^17. */
function fewTurns(m: Arithmetic, size: Value): QuarterTurns {
  const turns = m.fma(size, m.float(2 / Math.PI), m.float(rounding));
  const whole = m.sub(turns, m.float(rounding));
  const rest = halfPi.reduce((sum, part) => m.fma(whole, m.float(-part), sum), size);
  return { turns: m.shiftLeft(turns, 30), rest };
}

/**
 * For finite angles from 2, after Payne and Hanek (Radian reduction for trigonometric functions, ACM SIGNUM Newsletter
 * 18(1), 1983). An angle is w 2^(e - 150): w a whole number of 24 bits, e = 16 row + shift. In units of 2^-30 quarter turns
 * it is w 2^shift (2 / pi) 2^(16 row - 120), and that factor is a whole number, of which 32 bits matter as four quarter
 * turns are none, and a fraction as two float32. Besides its rounding the rest is off by 2^-40 radians at most.
 */
function manyTurns(m: Arithmetic, size: Value): QuarterTurns {
  const row = m.shiftRight(size, 27);
  const shifted = m.and(size, m.integer((1 << 27) - 1));
  const whole = m.or(m.and(size, m.integer(exponentBit - 1)), m.integer(exponentBit));
  const product = m.mulInteger(m.shiftLeftBy(whole, m.shiftRight(shifted, 23)), m.lookup(row, many.whole));

  // w 2^(shift - 38), and products with it in units of 2^-22 quarter turns: below 2^31, so that they fit into an int32.
  const factor = m.or(shifted, m.integer(112 << 23));
  const fraction = m.lookup(row, many.fraction);
  const coarse = m.toInteger(m.mul(factor, fraction));
  const left = m.fma(factor, fraction, m.negate(m.toFloat(coarse)));
  const fine = m.fma(factor, m.lookup(row, many.remainder), left);

  const sum = m.addInteger(product, m.shiftLeft(coarse, 8));
  const scaled = m.fma(fine, m.float(2 ** 10), m.toFloat(m.shiftLeft(sum, 2)));
  return {
    turns: m.addInteger(sum, m.integer(1 << 29)),
    rest: m.mul(scaled, m.float((Math.PI / 2) * 2 ** -32)),
  };
}

/** Of (2 / pi) 2^(16 row - 120), for rows 8 to 15: the nearest whole number, and 2^30 times the fraction left. */
function tables(): Readonly<Record<'whole' | 'fraction' | 'remainder', readonly number[]>> {
  const rows = Array.from({ length: 8 }, (_, index) => {
    const places = BigInt(192 + 120 - 16 * (index + 8));
    const whole = (twoOverPi + (1n << (places - 1n))) >> places;
    const fraction = Number(twoOverPi - (whole << places)) * 2 ** (30 - Number(places));
    return { whole: Number(BigInt.asIntN(32, whole)), fraction };
  });
  const fractions = rows.map(({ fraction }) => fraction);
  return {
    whole: rows.map(({ whole }) => whole),
    fraction: bitsOf(fractions),
    remainder: bitsOf(fractions.map((fraction) => fraction - Math.fround(fraction))),
  };
}

function bitsOf(floats: readonly number[]): number[] {
  return [...new Int32Array(Float32Array.from(floats).buffer)];
}
