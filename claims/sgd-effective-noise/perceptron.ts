import { createRng, type Seed } from 'claimcheck';

/**
 * Two Gaussian clusters with a linear activation: sample `x = y v / sqrt(N) + sqrt(Delta) z` of label y = +-1, gap
 * `u = y w.x / sqrt(N)`, of which the loss `(kappa - u)^2 / 2` below kappa and 0 above is summed over the samples.
 */
export interface Perceptron {
  /** N: the number of weights. */
  readonly dimensions: number;
  /** M: the number of samples. */
  readonly samples: number;
  /** y x / sqrt(N) of each sample, [M, N]: the gap of a sample is its row times the weights. */
  readonly rows: Float64Array;
  /** The cluster's direction v, [N]. */
  readonly signal: Float64Array;
  /** Weights before training, normal draws, [N]. */
  readonly start: Float64Array;
  /** kappa: the gap from which a sample has no loss. */
  readonly margin: number;
}

/** Delta and kappa where nothing else is said. */
export const usual = { variance: 1, margin: 1 };

export interface PerceptronOptions {
  readonly dimensions: number;
  /** alpha = M / N. */
  readonly load: number;
  /** Delta, the variance of a coordinate inside a cluster. Default `usual`. */
  readonly variance?: number;
  /** kappa. Default `usual`. */
  readonly margin?: number;
  /** Start and signal get the norm sqrt(N) and are orthogonal, as they are for N to infinity. Default false. */
  readonly typical?: boolean;
}

/** Data and initial weights of one seed; smaller loads are prefixes of larger ones. */
export function perceptron(seed: Seed, options: PerceptronOptions): Perceptron {
  const { dimensions, load, variance, margin, typical = false } = { ...usual, ...options };
  const samples = Math.round(load * dimensions);
  const signal = Float64Array.from(createRng(seed, 'signal').normals(dimensions));
  const start = Float64Array.from(createRng(seed, 'start').normals(dimensions));
  if (typical) {
    normalize(signal);
    const overlap = dot(start, signal) / dimensions;
    signal.forEach((value, i) => (start[i]! -= overlap * value));
    normalize(start);
  }
  const rng = createRng(seed, 'samples');
  const rows = new Float64Array(samples * dimensions);
  const spread = Math.sqrt(variance / dimensions);
  // y z has the law of z, so that the label is folded into the noise.
  for (let at = 0; at < rows.length; at++) {
    rows[at] = signal[at % dimensions]! / dimensions + spread * rng.normal();
  }
  return { dimensions, samples, rows, signal, start, margin };
}

/** Scales to the norm sqrt(length). */
function normalize(vector: Float64Array): void {
  const factor = Math.sqrt(vector.length / dot(vector, vector));
  for (let i = 0; i < vector.length; i++) vector[i]! *= factor;
}

/** Inner product. */
export function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** Row `sample` times `w`. */
export function gapOf({ rows, dimensions }: Perceptron, w: Float64Array, sample: number): number {
  const from = sample * dimensions;
  const even = dimensions - (dimensions % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  // Four sums keep the processor busy where one would wait for itself.
  for (let i = 0; i < even; i += 4) {
    a += rows[from + i]! * w[i]!;
    b += rows[from + i + 1]! * w[i + 1]!;
    c += rows[from + i + 2]! * w[i + 2]!;
    d += rows[from + i + 3]! * w[i + 3]!;
  }
  for (let i = even; i < dimensions; i++) a += rows[from + i]! * w[i]!;
  return a + b + (c + d);
}

/** Adds `by` times minus the loss gradient, summed over the chosen samples, to `sum`. */
export function addForce(
  problem: Perceptron,
  w: Float64Array,
  chosen: Uint8Array,
  by: number,
  sum: Float64Array,
): void {
  const { rows, dimensions, samples, margin } = problem;
  for (let sample = 0; sample < samples; sample++) {
    if (chosen[sample] === 0) continue;
    const violation = margin - gapOf(problem, w, sample);
    if (!(violation > 0)) continue;
    const from = sample * dimensions;
    const factor = by * violation;
    for (let i = 0; i < dimensions; i++) sum[i]! += factor * rows[from + i]!;
  }
}

/** Loss per sample and share of samples on the wrong side, gap < 0. */
export function trainingError(problem: Perceptron, w: Float64Array): { loss: number; error: number } {
  let loss = 0;
  let wrong = 0;
  for (let sample = 0; sample < problem.samples; sample++) {
    const gap = gapOf(problem, w, sample);
    loss += Math.max(0, problem.margin - gap) ** 2 / 2;
    if (gap < 0) wrong++;
  }
  return { loss: loss / problem.samples, error: wrong / problem.samples };
}
