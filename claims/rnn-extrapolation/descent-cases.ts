import fc from 'fast-check';
import { createRng } from 'claimcheck';
import { dot, normals } from './matrices.ts';
import { populationSlope, type ResponseSlope } from './gradient-descent.ts';
import { drawStart, type Weights } from './starts.ts';

export interface DescentCase {
  readonly start: Weights;
  /** Training length k. */
  readonly length: number;
  readonly weight: number;
  /** Sequences drawn anew for every step; 0 for the population loss. */
  readonly batch: number;
  readonly seed: number;
}

/**
 * Symmetric starts of 1 to 12 states, training lengths 2 to 8, the population or minibatches of sequences. Labels are
 * positive multiples, at least the |B|^2 of the start: above it, the read-out shrinks and rounding grows for a while.
 */
export const symmetricStarts: fc.Arbitrary<DescentCase> = fc
  .record({
    dimensions: fc.integer({ min: 1, max: 12 }),
    length: fc.integer({ min: 2, max: 8 }),
    scale: fc.integer({ min: 0, max: 90 }),
    above: fc.integer({ min: 10, max: 20 }),
    batch: fc.constantFrom(0, 0, 4, 32),
    seed: fc.integer({ min: 0 }),
  })
  .map(({ dimensions, length, scale, above, batch, seed }) => {
    const start = drawStart(String(seed), { kind: 'symmetric', scale: scale / 100 }, dimensions, length);
    const own = dot(start.input, start.input);
    return { start, length, weight: Math.max(0.3, (above / 10) * own), batch, seed };
  });

/**
 * Slope of the mean squared error of the last prediction on `batch` fresh sequences, in terms of the response: the error on
 * a sequence x is sum_j (h_j - weight [j = 0]) x_(k-j).
 */
export function slopeOf({ weight, batch, seed }: DescentCase): ResponseSlope {
  if (batch === 0) return populationSlope(weight);
  return (response, step) => {
    const rng = createRng(String(seed), `rnn-extrapolation/batch-${step}`);
    const slope = new Float64Array(response.length);
    for (let sequence = 0; sequence < batch; sequence++) {
      const x = normals(rng, response.length);
      const error = dot(response, x) - weight * x[0]!;
      x.forEach((value, lag) => (slope[lag]! += (2 * error * value) / batch));
    }
    return slope;
  };
}
