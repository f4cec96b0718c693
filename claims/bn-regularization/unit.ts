import { createRng, type Rng } from 'claimcheck';
import { excessKurtosis, gammaDecay, mean } from 'claimcheck/measure';

/** Loss of one sample is F(output) - y output; a family is known by its mean function F' and its curvature F''. */
export interface Family {
  readonly mean: (output: number) => number;
  readonly curvature: (output: number) => number;
  /** F(to) - F(from). */
  readonly rise: (from: number, to: number) => number;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** Gauss-Legendre nodes and weights of order 4 on [-1, 1]. */
const nodes = [0.3399810435848563, 0.8611363115940526];
const weights = [0.6521451548625461, 0.34785484513745385];

function integral(f: (x: number) => number, from: number, to: number): number {
  const half = (to - from) / 2;
  const middle = (to + from) / 2;
  return nodes.reduce(
    (sum, node, i) => sum + half * weights[i]! * (f(middle + half * node) + f(middle - half * node)),
    0,
  );
}

/** A linear unit with squared loss, logistic regression, and the paper's smooth ReLU (F'' = sigmoid). */
export const families = {
  linear: { mean: (x) => x, curvature: () => 1, rise: (from, to) => ((to - from) * (to + from)) / 2 },
  logistic: {
    mean: sigmoid,
    curvature: (x) => sigmoid(x) * (1 - sigmoid(x)),
    rise: (from, to) => softplus(to) - softplus(from),
  },
  softplus: { mean: softplus, curvature: sigmoid, rise: (from, to) => integral(softplus, from, to) },
} satisfies Record<string, Family>;

const laplace = (rng: Rng): number => {
  const u = rng.uniform(-0.5, 0.5);
  return -Math.sign(u) * Math.log(1 - 2 * Math.abs(u));
};

/** Distributions of the pre-activation h. */
export const distributions = {
  gaussian: (rng: Rng): number => rng.normal(),
  uniform: (rng: Rng): number => rng.uniform(-1, 1),
  laplace,
  /** Two normals of one centre: heavy tails, yet no sample so far out that a batch hangs on it alone. */
  mixture: (rng: Rng): number => (rng.uniform() < 0.5 ? 0.5 : 1.5) * rng.normal(),
  clusters: (rng: Rng): number => (rng.uniform() < 0.5 ? -1 : 1) + 0.3 * rng.normal(),
} as const;

/** A unit on a data set: standardised pre-activations, labels, and the gamma and beta that population norm has. */
export interface Unit {
  readonly family: Family;
  readonly z: Float64Array;
  readonly y: Float64Array;
  readonly gamma: number;
  readonly beta: number;
}

export function standardized(values: Float64Array): Float64Array {
  const center = mean(values);
  const deviation = Math.sqrt(mean(values.map((value) => (value - center) ** 2)));
  return values.map((value) => (value - center) / deviation);
}

/** Gamma and beta that minimise the population-normalised loss, by Newton steps from where the unit is. */
export function fitted(unit: Unit): Unit {
  const { family, z, y } = unit;
  let { gamma, beta } = unit;
  for (let round = 0; round < 30; round++) {
    const sums = { g: 0, b: 0, gg: 0, gb: 0, bb: 0 };
    for (let j = 0; j < z.length; j++) {
      const output = gamma * z[j]! + beta;
      const error = family.mean(output) - y[j]!;
      const bend = family.curvature(output);
      sums.g += error * z[j]!;
      sums.b += error;
      sums.gg += bend * z[j]! ** 2;
      sums.gb += bend * z[j]!;
      sums.bb += bend;
    }
    const determinant = sums.gg * sums.bb - sums.gb ** 2;
    gamma -= (sums.bb * sums.g - sums.gb * sums.b) / determinant;
    beta -= (sums.gg * sums.b - sums.gb * sums.g) / determinant;
    if (Math.hypot(sums.g, sums.b) < 1e-10 * z.length) break;
  }
  return { ...unit, gamma, beta };
}

/** Strength of the gamma decay that Theorem 1 gives for batches of `batchSize`. */
export function predictedDecay({ family, z, gamma, beta }: Unit, batchSize: number): number {
  const bends = z.map((value) => family.curvature(gamma * value + beta));
  return gammaDecay({
    batchSize,
    kurtosis: excessKurtosis(z),
    fisher: mean(bends.map((bend, j) => bend * z[j]! ** 2)),
    curvature: mean(bends),
  });
}

/** Mean of batch-normalised less population-normalised loss on the same samples, over random partitions into batches. */
export function penalty(unit: Unit, batchSize: number, partitions: number, seed: string): number {
  const { z } = unit;
  const rng = createRng(seed, `partitions/${batchSize}`);
  const batches = Math.floor(z.length / batchSize);
  let total = 0;
  for (let partition = 0; partition < partitions; partition++) {
    const order = rng.permutation(z.length);
    for (let batch = 0; batch < batches; batch++)
      total += batchPenalty(unit, order.subarray(batch * batchSize, (batch + 1) * batchSize));
  }
  return total / (partitions * batches * batchSize);
}

function batchPenalty({ family, z, y, gamma, beta }: Unit, batch: Int32Array): number {
  let sum = 0;
  let squares = 0;
  for (const j of batch) {
    sum += z[j]!;
    squares += z[j]! * z[j]!;
  }
  const center = sum / batch.length;
  const deviation = Math.sqrt(squares / batch.length - center * center);
  let total = 0;
  for (const j of batch) {
    const population = gamma * z[j]! + beta;
    const output = (gamma * (z[j]! - center)) / deviation + beta;
    total += family.rise(population, output) - y[j]! * (output - population);
  }
  return total;
}
