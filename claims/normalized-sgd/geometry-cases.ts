import fc from 'fast-check';
import { createRng, logEven, type Rng } from 'claimcheck';
import { float64Gradients, type Float64Mlp } from 'claimcheck/nn';

/** The gradient of minibatch `step` at weights `w`, which is scale-invariant or meant not to be. */
export type Gradient = (w: Float64Array, step: number) => Float64Array;

export interface Case {
  readonly gradient: Gradient;
  /** The same loss without its normalization. */
  readonly unnormalized: Gradient;
  readonly start: Float64Array;
  readonly learningRate: number;
  readonly weightDecay: number;
  /** By how much weights are scaled in the tests of invariance. */
  readonly scale: number;
}

export const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, index) => sum + value * b[index]!, 0);
export const norm = (w: Float64Array): number => Math.sqrt(dot(w, w));
export const scaled = (w: Float64Array, factor: number): Float64Array => w.map((value) => value * factor);

const batches = 8;

function symmetric(rng: Rng, size: number): Float64Array[] {
  const rows = Array.from({ length: size }, () => Float64Array.from({ length: size }, () => rng.normal()));
  return rows.map((row, i) => row.map((value, j) => (value + rows[j]![i]!) / 2));
}

/** The quotient x'(A + N)x / (2 x'x) with a random A and a random N for each minibatch, and the form x'(A + N)x / 2. */
function rayleigh(rng: Rng, dimensions: number) {
  const forms = Array.from({ length: batches }, () => symmetric(rng, dimensions));
  const apply = (w: Float64Array, step: number): Float64Array =>
    Float64Array.from(forms[step % batches]!, (row) => dot(row, w));
  const gradient: Gradient = (w, step) => {
    const image = apply(w, step);
    const square = dot(w, w);
    const quotient = dot(image, w) / square;
    return image.map((value, index) => (value - quotient * w[index]!) / square);
  };
  return { gradient, unnormalized: apply, dimensions };
}

/**
 * Minibatches of a classifier with one or two normalised hidden layers and a frozen last one. Layer normalization of
 * two features gives a sign, whose gradient is nothing but rounding: layers have 4 or more.
 */
function network(rng: Rng, dimensions: number, depth: number, normalization: 'batch' | 'layer') {
  const [inputs, width, classes, samples] = [4, 4 + (dimensions % 13), 3, 12];
  const widths = [inputs, ...new Array<number>(depth).fill(width), classes];
  const normals = (length: number) => Float64Array.from({ length }, () => rng.normal());
  const data = Array.from({ length: batches }, () => normals(samples * inputs));
  const labels = Array.from({ length: samples }, () => rng.integer(classes));
  const head = normals(width * classes);
  const sizes = widths.slice(1, -1).map((to, at) => widths[at]! * to);
  const by =
    (kind: Float64Mlp['normalization']): Gradient =>
    (w, step) => {
      let from = 0;
      const layers = sizes.map((size) => w.subarray(from, (from += size)));
      const mlp = { widths, normalization: kind };
      const { gradients } = float64Gradients(mlp, [...layers, head], data[step % batches]!, labels);
      return Float64Array.from(gradients.slice(0, -1).flatMap((gradient) => [...gradient]));
    };
  return {
    gradient: by(normalization),
    unnormalized: by('none'),
    dimensions: sizes.reduce((sum, size) => sum + size, 0),
  };
}

/**
 * Noisy Rayleigh quotients in 2 to 64 dimensions and normalised networks of 1 or 2 hidden layers, with learning rates of
 * 1e-3 to 10, intrinsic rates eta lambda of 1e-5 to 0.1 and weights of norm 0.01 to 100.
 */
export const cases: fc.Arbitrary<Case> = fc
  .record({
    model: fc.constantFrom('quotient', 'batch', 'layer'),
    dimensions: fc.integer({ min: 2, max: 64 }),
    depth: fc.integer({ min: 1, max: 2 }),
    learningRate: logEven(1e-3, 10),
    product: logEven(1e-5, 0.1),
    size: logEven(0.01, 100),
    scale: logEven(0.01, 100),
    seed: fc.integer({ min: 0 }),
  })
  .map((drawn) => {
    const { model, dimensions, depth, learningRate, product, size, scale, seed } = drawn;
    const rng = createRng(String(seed), 'normalized-sgd/geometry');
    const made =
      model === 'batch' || model === 'layer'
        ? network(rng, dimensions, depth, model)
        : rayleigh(rng, dimensions);
    const direction = Float64Array.from({ length: made.dimensions }, () => rng.normal());
    const start = scaled(direction, size / norm(direction));
    return {
      gradient: made.gradient,
      unnormalized: made.unnormalized,
      start,
      learningRate,
      weightDecay: product / learningRate,
      scale,
      [fc.toStringMethod]: () => JSON.stringify(drawn),
    };
  });
