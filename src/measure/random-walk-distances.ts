import type { Rng } from '#core';

/**
 * How much nearer each step of a random walk brings it to its own end: d_t^2 - d_{t+1}^2, d_t the distance to the last
 * point, for isotropic steps of the given lengths in `dimensions` dimensions.
 *
 * The walk is drawn from its end: the angle between a step and the way to the end does not depend on the past, so that one
 * cosine per step gives the exact distribution in any number of dimensions.
 * @param moveSquared squared lengths of the steps, first step first
 */
export function randomWalkDrops(moveSquared: ArrayLike<number>, dimensions: number, rng: Rng): Float64Array {
  const drops = new Float64Array(moveSquared.length);
  let squared = 0;
  for (let step = moveSquared.length - 1; step >= 0; step--) {
    const move = moveSquared[step]!;
    const cosine = cosineToFixedDirection(dimensions, rng);
    drops[step] = move + 2 * Math.sqrt(move * squared) * cosine;
    squared = Math.max(0, squared + drops[step]!);
  }
  return drops;
}

/** First coordinate of a uniformly random unit vector: z / sqrt(z^2 + chi^2 with one degree of freedom fewer). */
function cosineToFixedDirection(dimensions: number, rng: Rng): number {
  const z = rng.normal();
  if (dimensions === 1) return Math.sign(z);
  return z / Math.sqrt(z * z + chiSquared(dimensions - 1, rng));
}

/** Chi-squared by twice a gamma of shape k / 2 (Marsaglia and Tsang 2000); one degree of freedom is a squared normal. */
function chiSquared(degrees: number, rng: Rng): number {
  if (degrees === 1) return rng.normal() ** 2;
  const d = degrees / 2 - 1 / 3;
  for (;;) {
    const z = rng.normal();
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v <= 0) continue;
    if (Math.log(rng.uniform()) < (z * z) / 2 + d - d * v + d * Math.log(v)) return 2 * d * v;
  }
}
