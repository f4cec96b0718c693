import fc from 'fast-check';

const grain = 1_000_000;

/** Even over [low, high]: `fc.double` is even over the doubles, most of which are next to 0. */
export function uniform(low: number, high: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: grain }).map((place) => low + ((high - low) * place) / grain);
}

/** Even over the logarithms of [low, high]. */
export function logUniform(low: number, high: number): fc.Arbitrary<number> {
  return uniform(Math.log(low), Math.log(high)).map(Math.exp);
}
