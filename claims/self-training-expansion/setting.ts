import {
  createRng,
  type NdArray,
  ndarray,
  type NdRecord,
  type Seed,
  sizeOf,
  type TierSize,
} from 'claimcheck';
import { labelNoise, stackSeeds, twoMoons, type TwoMoonsOptions } from 'claimcheck/data';
import { latents } from './network.ts';

/** Sizes of a student's training. */
export interface Size extends TierSize {
  /** Unlabelled points. */
  readonly samples: number;
  readonly testSamples: number;
  readonly steps: number;
  /** Data sets and networks of a seed, over which its numbers are averaged. */
  readonly sets: number;
}

/** Tiers of the claims on students of given pseudolabels. */
export const tiers = {
  smoke: { samples: 500, testSamples: 1000, steps: 2000, sets: 2 },
  standard: { samples: 500, testSamples: 4000, steps: 3000, sets: 2 },
} satisfies Record<string, Size>;

/** Share of the pseudolabels that are wrong. */
export const wrongShare = 0.2;
/** Coordinates of noise beside the two that hold the class. */
export const noiseDims = 16;
export const inputs = latents + noiseDims;
/** Augmentations of a point that are tried for a change of its prediction. */
const copies = 4;

/** Moons with noise coordinates; the standard deviation of these is 1 by default. */
export type Moons = Partial<TwoMoonsOptions> & { readonly noiseScale?: number };

/** Moons of radius 2 unless told otherwise, with noise coordinates: x [N, 2 + m], y [N], arc [N]. */
export function noisyMoons(seed: Seed, samples: number, given: Moons = {}) {
  const { noiseScale = 1, ...moons } = given;
  const { x, y, arc } = twoMoons(seed, { scale: 2, ...moons, samples });
  const noise = createRng(seed, `noise-coordinates/${given.split ?? 'train'}`);
  return { x: withColumns(x, noise.normals(samples * noiseDims, noiseScale)), y, arc };
}

/** [N, 2] with further columns of each row: [N, 2 + m]. */
function withColumns({ shape, values }: NdArray, columns: Float32Array): NdArray {
  const rows = shape[0]!;
  const joined = new Float32Array(rows * inputs);
  for (let row = 0; row < rows; row++) {
    joined.set(values.subarray(row * latents, (row + 1) * latents), row * inputs);
    joined.set(columns.subarray(row * noiseDims, (row + 1) * noiseDims), row * inputs + latents);
  }
  return ndarray(joined, [rows, inputs]);
}

/** Draws of several augmentations of each point, for `judge`: [copies, N, 2 + m]. */
export function augmentationDraws(seed: Seed, samples: number): NdArray {
  const shape = [copies, samples, inputs];
  return ndarray(createRng(seed, 'judged/draws').normals(sizeOf(shape)), shape);
}

/** New points of each seed's distribution with their draws, for `judge`. */
export function newPoints(seeds: readonly Seed[], samples: number, moons: Moons = {}): NdRecord {
  return stackSeeds(seeds, (seed) => {
    const { x, y } = noisyMoons(seed, samples, { ...moons, split: 'test' });
    return { x, y, draws: augmentationDraws(seed, samples) };
  });
}

/**
 * Which fifth of the pseudolabels is wrong. `scattered`: a random one. `arc`: the end of each moon. `local`: 85 %, at
 * random, of a longer end of each moon.
 */
export type Mistakes = 'scattered' | 'arc' | 'local';

/** Unlabelled points x [N, 2 + m] with pseudolabels y [N] and the truth. */
export function pseudolabelled(seed: Seed, samples: number, mistakes: Mistakes, moons: Moons = {}) {
  const { x, y: truth, arc } = noisyMoons(seed, samples, moons);
  const where = `${seed}/${moons.split ?? 'train'}`;
  const y = {
    scattered: () => labelNoise(where, truth, { fraction: wrongShare, classes: 2 }),
    arc: () => wrongAtTheEnd(seed, truth, arc, 1),
    local: () => wrongAtTheEnd(seed, truth, arc, 0.85),
  }[mistakes]();
  return { x, y, truth };
}

/** Labels of which `share` are wrong from the place on that makes a fifth wrong. */
function wrongAtTheEnd(seed: Seed, truth: NdArray, arc: NdArray, share: number): NdArray {
  const samples = truth.values.length;
  const wrong = Math.round(wrongShare * samples);
  const last = Array.from(arc.values, (_, at) => at)
    .sort((one, other) => arc.values[other]! - arc.values[one]!)
    .slice(0, Math.round(wrong / share));
  const values = Int32Array.from(truth.values);
  const order = createRng(seed, 'wrong-at-the-end').permutation(last.length);
  for (const at of order.subarray(0, wrong)) values[last[at]!] = 1 - truth.values[last[at]!]!;
  return { ...truth, values };
}
