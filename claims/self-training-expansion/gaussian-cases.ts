import fc from 'fast-check';
import { createRng, type Rng } from 'claimcheck';

/** Disjoint or overlapping, ends may be infinite. */
export type Intervals = readonly (readonly [low: number, high: number])[];

/**
 * A set V under a Lipschitz image of N(tau, I/d), in standard deviations of the latent Gaussian from tau.
 *
 * `slabs`: points whose coordinate along one axis lies in the intervals, where the image is stretched `lipschitz`-fold
 * along that axis. `shells`: points whose distance to tau lies in the intervals. `balls`: points of the image under
 * a random smooth map in a union of balls, by sampling.
 */
export type GaussianSet =
  | { readonly kind: 'slabs'; readonly intervals: Intervals; readonly lipschitz: number; readonly d: number }
  | { readonly kind: 'shells'; readonly intervals: Intervals; readonly d: number }
  | BallSet;

interface BallSet {
  readonly kind: 'balls';
  readonly d: number;
  /** A Lipschitz constant of the image. */
  readonly lipschitz: number;
  /** Images of samples, in units in which the latent Gaussian is standard. */
  readonly points: readonly Float64Array[];
  readonly balls: readonly { readonly center: Float64Array; readonly radius: number }[];
}

const samples = 2000;

function drawIntervals(rng: Rng, low: number, high: number): Intervals {
  const count = 1 + rng.integer(3);
  const ends = Array.from({ length: 2 * count }, () => rng.uniform(low, high)).sort((a, b) => a - b);
  return Array.from({ length: count }, (_, at) => [ends[2 * at]!, ends[2 * at + 1]!] as const);
}

/** The half-space above a place. */
export const halfSpace = (from: number, lipschitz: number, d: number): GaussianSet => ({
  kind: 'slabs',
  intervals: [[from, Infinity]],
  lipschitz,
  d,
});

/** Smooth map from d to more dimensions, z -> A z + B sin(C z), with the sum of Frobenius norms as Lipschitz constant. */
function drawImage(rng: Rng, d: number) {
  const outputs = d + 1 + rng.integer(4);
  const matrix = (rows: number, columns: number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => rng.normal()));
  const [a, b, c] = [matrix(outputs, d), matrix(outputs, 3), matrix(3, d)];
  const frobenius = (of: number[][]): number => Math.hypot(...of.flat());
  const times = (of: number[][], by: readonly number[]): number[] =>
    of.map((row) => row.reduce((sum, value, at) => sum + value * by[at]!, 0));
  return {
    lipschitz: frobenius(a) + frobenius(b) * frobenius(c),
    map: (z: readonly number[]) => {
      const bent = times(b, times(c, z).map(Math.sin));
      return Float64Array.from(times(a, z), (value, at) => value + bent[at]!);
    },
  };
}

export function distance(a: Float64Array, b: Float64Array): number {
  return Math.hypot(...a.map((value, at) => value - b[at]!));
}

/** One or two balls around images, that hold a random share of at most half of the samples. */
function drawBalls(rng: Rng, d: number): BallSet {
  const { lipschitz, map } = drawImage(rng, d);
  const points = Array.from({ length: samples }, () => map(Array.from({ length: d }, () => rng.normal())));
  const centers = points.slice(0, 1 + rng.integer(2));
  const nearest = points.map((point) => Math.min(...centers.map((center) => distance(point, center))));
  const radius = nearest.sort((a, b) => a - b)[Math.floor(rng.uniform(0.02, 0.5) * samples)]!;
  return { kind: 'balls', d, lipschitz, points, balls: centers.map((center) => ({ center, radius })) };
}

function draw(rng: Rng): GaussianSet {
  const d = 1 + rng.integer(16);
  switch (rng.integer(4)) {
    case 0:
      return halfSpace(rng.uniform(0, 4), Math.exp(rng.uniform(-1, 2)), d);
    case 1:
      return {
        kind: 'slabs',
        intervals: drawIntervals(rng, -3, 3),
        lipschitz: Math.exp(rng.uniform(-1, 2)),
        d,
      };
    case 2:
      return { kind: 'shells', intervals: drawIntervals(rng, 0, Math.sqrt(d) + 2), d };
    default:
      return drawBalls(rng, 1 + rng.integer(6));
  }
}

/** Half-spaces, unions of slabs, of shells and of balls, in 1 to 16 dimensions. */
export const gaussianSets: fc.Arbitrary<GaussianSet> = fc
  .integer({ min: 0 })
  .map((seed) => draw(createRng(String(seed), 'self-training-expansion/gaussian')));

/** Half-spaces that hold nearly one half, at Lipschitz constants of 2 to 7. */
export const fullHalves: fc.Arbitrary<GaussianSet> = fc
  .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 20, max: 70 }), fc.integer({ min: 1, max: 16 }))
  .map(([thousandths, tenths, d]) => halfSpace(thousandths / 1000, tenths / 10, d));
