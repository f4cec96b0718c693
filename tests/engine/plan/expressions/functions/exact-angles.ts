import { bitsOf } from '../interpret.ts';

const places = 400n;
const one = 1n << places;

/** 2^400 arctan(1 / k), by its series. */
function arctangent(k: bigint): bigint {
  let [sum, power] = [0n, one / k];
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += (n % 4n === 1n ? power : -power) / n;
    power /= k * k;
  }
  return sum;
}

/** 2^400 pi / 2, by Machin's formula: pi / 4 = 4 arctan(1 / 5) - arctan(1 / 239). */
const halfPi = 2n * (4n * arctangent(5n) - arctangent(239n));

/** A float32 as a number of quarter turns, from 0 to 3, and the rest in radians, as exact as a float64 is. */
export function reduced(x: number): { readonly rest: number; readonly turns: number } {
  const bits = bitsOf(x);
  const exponent = (bits >> 23) & 255;
  const digits = BigInt((bits & 0x7fffff) | (exponent === 0 ? 0 : 1 << 23));
  const size = digits << (places - 150n + BigInt(Math.max(exponent, 1)));
  const angle = x < 0 ? -size : size;
  const turns = (2n * angle + (x < 0 ? -halfPi : halfPi)) / (2n * halfPi);
  return { rest: Number(angle - turns * halfPi) / 2 ** 400, turns: Number(BigInt.asUintN(2, turns)) };
}

/**
 * Float32 in [2^from, 2^to) next to whole numbers of quarter turns: their digits are denominators of convergents of
 * 2^e 2 / pi, or small multiples of them.
 */
export function hardAngles(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => {
    const exponent = from + index - 23;
    return denominators(exponent).flatMap((denominator) => {
      const least = Math.ceil(2 ** 23 / denominator);
      const multiples = [least, least + 1, least + 2].map((factor) => factor * denominator);
      return multiples.filter((digits) => digits < 2 ** 24).map((digits) => digits * 2 ** exponent);
    });
  }).flat();
}

/** Denominators below 2^24 of the convergents of 2^exponent 2 / pi. */
function denominators(exponent: number): number[] {
  const found: number[] = [];
  let [a, b] = exponent < 0 ? [one, halfPi << BigInt(-exponent)] : [one << BigInt(exponent), halfPi];
  let [before, last] = [1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [before, last] = [last, last === 0n && before === 1n ? 1n : quotient * last + before];
    if (last >= 1n << 24n) break;
    found.push(Number(last));
  }
  return found;
}
