import fc from 'fast-check';
import { createRng, type Rng } from 'claimcheck';

/** A run theta_{t+1} = theta_t - eta U_t, seen from a point: the end of the run, or a solution. */
export interface Case {
  readonly squaredDistance: readonly number[];
  readonly innerProduct: readonly number[];
  readonly squaredUpdate: readonly number[];
  readonly loss: readonly number[];
  readonly learningRate: number;
  /** What gamma is known to be at each step, or to be at least. */
  readonly exact?: readonly number[];
  readonly least?: number;
}

const inner = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, at) => sum + value * b[at]!, 0);
const normals = (rng: Rng, size: number): Float64Array =>
  Float64Array.from({ length: size }, () => rng.normal());

interface Run {
  readonly path: readonly Float64Array[];
  readonly updates: readonly Float64Array[];
  readonly loss: readonly number[];
  readonly learningRate: number;
}

function seenFrom(target: Float64Array, { path, updates, loss, learningRate }: Run): Case {
  const away = path.map((theta) => theta.map((value, at) => value - target[at]!));
  return {
    squaredDistance: away.map((offset) => inner(offset, offset)),
    innerProduct: updates.map((update, t) => inner(away[t]!, update)),
    squaredUpdate: updates.map((update) => inner(update, update)),
    ...{ loss, learningRate },
  };
}

function descend(
  start: Float64Array,
  steps: number,
  learningRate: number,
  at: (theta: Float64Array) => Sample,
): Run {
  const path = [start];
  const samples: Sample[] = [];
  for (let t = 0; t < steps; t++) {
    const sample = at(path[t]!);
    samples.push(sample);
    path.push(path[t]!.map((value, index) => value - learningRate * sample.update[index]!));
  }
  return {
    path,
    updates: samples.map(({ update }) => update),
    loss: samples.map(({ loss }) => loss),
    learningRate,
  };
}

interface Sample {
  readonly loss: number;
  readonly update: Float64Array;
}

/** Any directions, a fifth of them zero, and any positive losses; the target is the end of the run. */
function arbitraryRun(rng: Rng, dimensions: number, steps: number, learningRate: number): Case {
  const run = descend(normals(rng, dimensions), steps, learningRate, () => ({
    loss: 0.01 + rng.uniform(),
    update: rng.uniform() < 0.2 ? new Float64Array(dimensions) : normals(rng, dimensions),
  }));
  return seenFrom(run.path.at(-1)!, run);
}

/**
 * A run that comes nearer to 0 with each step, in any direction and with any positive losses: whatever obeys the principle
 * with some positive gamma is such a run, convex or not.
 */
function obeyingRun(rng: Rng, dimensions: number, steps: number, learningRate: number): Case {
  const start = normals(rng, dimensions);
  let size = Math.sqrt(inner(start, start));
  const run = descend(start, steps, learningRate, (theta) => {
    size *= rng.uniform(0.3, 1);
    const direction = normals(rng, dimensions);
    const scale = size / Math.sqrt(inner(direction, direction));
    const update = theta.map((value, at) => (value - scale * direction[at]!) / learningRate);
    return { loss: 0.01 + rng.uniform(), update };
  });
  return seenFrom(new Float64Array(dimensions), run);
}

/** SGD on one sample at a time of a least-squares problem whose solution is 0: gamma is 2 - eta |x|^2. */
function leastSquares(rng: Rng, dimensions: number, steps: number, share: number): Case {
  const points = Array.from({ length: 8 }, () => normals(rng, dimensions));
  const learningRate = share * (2 / Math.max(...points.map((x) => inner(x, x))));
  const exact: number[] = [];
  const run = descend(normals(rng, dimensions), steps, learningRate, (theta) => {
    const x = points[rng.integer(points.length)]!;
    const residual = inner(x, theta);
    exact.push(2 - learningRate * inner(x, x));
    return { loss: residual ** 2 / 2, update: x.map((value) => residual * value) };
  });
  return { ...seenFrom(new Float64Array(dimensions), run), exact };
}

/** log cosh: by its slope near 0, where the other form cancels; that rounds to 1 from 19 on, and the loss would be infinite. */
export function logCoshOf(residual: number): number {
  const size = Math.abs(residual);
  if (size < 1) return -Math.log1p(-(Math.tanh(size) ** 2)) / 2;
  return size + Math.log1p(Math.exp(-2 * size)) - Math.LN2;
}

/** SGD on log cosh of residuals, convex with the solution 0 and smoothness |x|^2, at eta <= 1 / smoothness: gamma is at least 1. */
function logCosh(rng: Rng, dimensions: number, steps: number, share: number): Case {
  const points = Array.from({ length: 8 }, () => normals(rng, dimensions));
  const learningRate = share / Math.max(...points.map((x) => inner(x, x)));
  const run = descend(normals(rng, dimensions), steps, learningRate, (theta) => {
    const x = points[rng.integer(points.length)]!;
    const residual = inner(x, theta);
    const slope = Math.tanh(residual);
    return { loss: logCoshOf(residual), update: x.map((value) => slope * value) };
  });
  return { ...seenFrom(new Float64Array(dimensions), run), least: 1 };
}

const makers = { arbitraryRun, obeyingRun, leastSquares, logCosh };

/**
 * Runs of 2 to 60 steps in 1 to 8 dimensions: of any kind, of any kind that obeys the principle, and of two kinds whose gamma
 * is known. `shares` are learning rates as shares of the largest that the theory allows.
 */
export function cases(
  kinds: readonly (keyof typeof makers)[] = ['arbitraryRun', 'obeyingRun', 'leastSquares', 'logCosh'],
  shares: readonly number[] = [0.01, 0.1, 0.5, 0.95],
): fc.Arbitrary<Case> {
  return fc
    .record({
      kind: fc.constantFrom(...kinds),
      dimensions: fc.integer({ min: 1, max: 8 }),
      steps: fc.integer({ min: 2, max: 60 }),
      share: fc.constantFrom(...shares),
      seed: fc.integer({ min: 0 }),
    })
    .map((drawn) => {
      const rng = createRng(String(drawn.seed), 'trajectory-regularity/bound');
      const made = makers[drawn.kind](rng, drawn.dimensions, drawn.steps, drawn.share);
      return { ...made, [fc.toStringMethod]: () => JSON.stringify(drawn) };
    });
}
