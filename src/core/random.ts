import { createHash } from 'node:crypto';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Draws of one named stream of a seed; the same seed and stream always give the same draws. */
export interface Rng {
  /** Uniform on [low, high), 53 random bits. */
  uniform(low?: number, high?: number): number;
  /** Normal with the given mean and standard deviation (Box-Muller, polar form). */
  normal(mean?: number, standardDeviation?: number): number;
  /** Uniform integer in [0, bound). */
  integer(bound: number): number;
  /** A uniformly random order of 0 .. length-1 (Fisher-Yates). */
  permutation(length: number): Int32Array;
  /** `length` normal draws as float32. */
  normals(length: number, standardDeviation?: number): Float32Array;
  /** `length` uniform draws as float32. */
  uniforms(length: number, low?: number, high?: number): Float32Array;
}

const words = 2 ** 32;

/**
 * What `uniformInt(generator, 0, bound - 1)` draws, bit for bit, for a bound of at most 2^32: that one's remainder of two
 * doubles takes ten times as long. The quotient is exact: it lies at least 1 / bound from the next whole number, and doubles
 * of its size lie closer.
 */
function drawBelow(generator: RandomGenerator, bound: number): number {
  const allowed = bound > 2 ? Math.floor(words / bound) * bound : words;
  let word: number;
  do word = generator.next() + words / 2;
  while (word >= allowed);
  return word - Math.floor(word / bound) * bound;
}

/**
 * A generator (xoroshiro128+) whose 128-bit state is the sha256 of seed and stream name, so that streams of one seed
 * ("init", "data", "order") are independent and arms that share a stream name share its draws.
 */
export function createRng(seed: string, stream: string): Rng {
  const digest = createHash('sha256').update(`${seed}\n${stream}`).digest();
  const word = (index: number): number => digest.readInt32LE(4 * index);
  const generator = xoroshiro128plusFromState([word(0), word(1), word(2), word(3)]);
  const unit = (): number => uniformFloat64(generator);
  let spare: number | undefined;

  const standardNormal = (): number => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const u = 2 * unit() - 1;
      const v = 2 * unit() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * scale;
      return u * scale;
    }
  };

  const rng: Rng = {
    uniform: (low = 0, high = 1) => low + (high - low) * unit(),
    normal: (mean = 0, standardDeviation = 1) => mean + standardDeviation * standardNormal(),
    integer: (bound) => (bound <= words ? drawBelow(generator, bound) : uniformInt(generator, 0, bound - 1)),
    permutation(length) {
      const order = new Int32Array(length);
      for (let index = 0; index < length; index++) order[index] = index;
      for (let last = length - 1; last > 0; last--) {
        const other = drawBelow(generator, last + 1);
        const value = order[last]!;
        order[last] = order[other]!;
        order[other] = value;
      }
      return order;
    },
    normals(length, standardDeviation = 1) {
      const values = new Float32Array(length);
      for (let index = 0; index < length; index++) values[index] = standardDeviation * standardNormal();
      return values;
    },
    uniforms(length, low = 0, high = 1) {
      const values = new Float32Array(length);
      for (let index = 0; index < length; index++) values[index] = low + (high - low) * unit();
      return values;
    },
  };
  return rng;
}
