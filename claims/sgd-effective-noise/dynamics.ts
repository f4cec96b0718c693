import { createRng, type Rng, type Seed } from 'claimcheck';
import { type SampleMask, sampleMask } from 'claimcheck/data';
import { addForce, type Perceptron } from './perceptron.ts';

/** Time counts `learningRate` a step. */
export interface Algorithm {
  readonly learningRate: number;
  /** b: mean share of the samples in a batch; the force is divided by it. 1 is gradient descent. Default 1. */
  readonly batch?: number;
  /** tau: mean time that a sample stays out of the batch, persistent SGD. Default learningRate / b, plain SGD. */
  readonly persistence?: number;
  /** Langevin: white noise of this temperature is added to the force. Default 0. */
  readonly temperature?: number;
  /** The weights are put back to their starting norm after every step. Default false. */
  readonly spherical?: boolean;
}

/** Noise of an algorithm: batches, and normal draws for Langevin. Copies that share it take the same noise. */
export interface Noise {
  readonly mask: SampleMask;
  readonly rng: Rng;
}

/** Noise of the stream `name` of a seed. */
export function noiseOf(seed: Seed, name: string, { samples }: Perceptron, algorithm: Algorithm): Noise {
  const { batch = 1, learningRate, persistence } = algorithm;
  const stepsOut = persistence === undefined ? {} : { stepsOut: persistence / learningRate };
  const mask = sampleMask(createRng(seed, `batches/${name}`), { samples, share: batch, ...stepsOut });
  return { mask, rng: createRng(seed, `heat/${name}`) };
}

/**
 * One step of every copy on the same batch and the same white noise, in place; then the batch of the next step is drawn.
 * @param fields a constant force on each copy, [N]; none by default
 */
export function stepTogether(
  problem: Perceptron,
  algorithm: Algorithm,
  copies: readonly Float64Array[],
  noise: Noise,
  fields: readonly (Float64Array | undefined)[] = [],
): void {
  const { learningRate, batch = 1, temperature = 0, spherical = false } = algorithm;
  const { dimensions } = problem;
  const moves = copies.map(() => new Float64Array(dimensions));
  const size = Math.sqrt(2 * temperature * learningRate);
  for (let i = 0; temperature > 0 && i < dimensions; i++) {
    const kick = size * noise.rng.normal();
    for (const move of moves) move[i] = kick;
  }
  copies.forEach((w, copy) => {
    const move = moves[copy]!;
    const norm = spherical ? Math.hypot(...w) : 0;
    addForce(problem, w, noise.mask.chosen, learningRate / batch, move);
    const field = fields[copy];
    for (let i = 0; i < dimensions; i++) w[i]! += move[i]! + (field ? learningRate * field[i]! : 0);
    if (spherical) rescale(w, norm);
  });
  noise.mask.advance();
}

function rescale(w: Float64Array, norm: number): void {
  const factor = norm / Math.hypot(...w);
  for (let i = 0; i < w.length; i++) w[i]! *= factor;
}

/** Squared distance per weight. */
export function meanSquare(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum / a.length;
}
