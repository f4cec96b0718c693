import fc from 'fast-check';
import { createRng, logEven, type Rng } from 'claimcheck';
import { norm, type ShallowNetwork } from './reduced-network.ts';

/** A network, the ball on which it is used, and points of that ball. */
export interface Case {
  readonly dimensions: number;
  readonly radius: number;
  readonly network: ShallowNetwork;
  /** Uniform in the ball. */
  readonly points: readonly (readonly number[])[];
}

const pointCount = 200;

function direction(rng: Rng, dimensions: number): number[] {
  const w = Array.from({ length: dimensions }, () => rng.normal());
  const length = norm(w);
  return w.map((value) => value / length);
}

export function pointInBall(rng: Rng, dimensions: number, radius: number): number[] {
  const length = radius * rng.uniform() ** (1 / dimensions);
  return direction(rng, dimensions).map((value) => value * length);
}

/**
 * Shallow networks of 1 to 30 neurons in 1 to 6 dimensions, on balls of radius 0.1 to 30, with weights of scale 1e-3 to
 * 1e3. Thresholds are spread so that neurons that are never, partly and always active all occur; in a fifth of the
 * cases one neuron has no weights at all. Sizes shrink; the draws follow the seed.
 */
export const cases: fc.Arbitrary<Case> = fc
  .record({
    dimensions: fc.integer({ min: 1, max: 6 }),
    neurons: fc.integer({ min: 1, max: 30 }),
    radius: logEven(0.1, 30),
    scale: logEven(1e-3, 1e3),
    spread: logEven(0.1, 4),
    weightless: fc.integer({ min: 0, max: 4 }).map((draw) => draw === 0),
    seed: fc.integer({ min: 0 }),
  })
  .map(({ dimensions, neurons, radius, scale, spread, weightless, seed }) => {
    const rng = createRng(String(seed), 'relu-reduced-space');
    const network = Array.from({ length: neurons }, (_, index) => ({
      w: Array.from({ length: dimensions }, () => (weightless && index === 0 ? 0 : scale * rng.normal())),
      b: scale * radius * spread * rng.normal(),
      c: rng.normal(),
    }));
    const points = Array.from({ length: pointCount }, () => pointInBall(rng, dimensions, radius));
    return { dimensions, radius, network, points };
  });

/** Whether every weight is on the unit sphere and every threshold in [-radius, radius]. */
export function isReduced(network: ShallowNetwork, radius: number): boolean {
  return network.every(({ w, b }) => Math.abs(norm(w) - 1) < 1e-12 && Math.abs(b) <= radius * (1 + 1e-9));
}
