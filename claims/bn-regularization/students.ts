import {
  arm,
  type ArmRunner,
  createRng,
  type Rng,
  type Seed,
  type TierSize,
  type Trajectory,
} from 'claimcheck';
import { distanceTo, dot, drawSample, ridge, rowOf, type Sample } from './least-squares.ts';
import { batchNormStep, type Minibatch, type Student } from './minibatch-steps.ts';

/** How a linear student learns from a fixed set of noisy samples. */
export interface BatchStudent {
  /**
   * `leastLength`: the least-squares solution of least length, where plain gradient descent from 0 ends; `normalized`:
   * gamma w/|w| by full-batch descent; `batchNorm`: gamma and a weight, normalized by minibatches of `batchSize`.
   */
  readonly student: 'leastLength' | 'normalized' | 'batchNorm';
  /** Samples per dimension. */
  readonly alpha: number;
  /** Strength of the decay zeta gamma^2. Default 0. */
  readonly zeta?: number;
  readonly batchSize?: number;
}

export interface BatchSize extends TierSize {
  readonly dimensions: number;
  readonly epochs: number;
}

const noiseVariance = 0.25;
const points = 40;
const learningRate = 0.1;
/** Of batch normalization; falls linearly to 0, for its minibatches would not let it settle. */
const batchNormRate = 0.3;
/** What a kind of student learns by. */
const learntBy = {
  leastLength: {},
  normalized: { learningRate },
  batchNorm: { learningRate: batchNormRate, schedule: 'linear to 0' },
};

/** One full-batch step on mean (y - gamma v.x)^2 / 2 + zeta gamma^2, v = w/|w|. */
function normalizedStep(state: Student, { x, y }: Sample, zeta: number): void {
  const { w, gamma } = state;
  const n = w.length;
  const length = Math.sqrt(dot(w, w));
  const gradient = new Float64Array(n);
  for (let j = 0; j < y.length; j++) {
    const row = rowOf(x, j, n);
    const error = (gamma * dot(w, row)) / length - y[j]!;
    for (let i = 0; i < n; i++) gradient[i]! += (error * row[i]!) / y.length;
  }
  const radial = dot(gradient, w) / length;
  for (let i = 0; i < n; i++)
    w[i]! -= (learningRate * gamma * (gradient[i]! - (radial * w[i]!) / length)) / length;
  state.gamma -= learningRate * (radial + 2 * zeta * gamma);
}

/** The chosen samples. */
function chosen({ x, y }: Sample, samples: Int32Array, n: number): Minibatch {
  const rows = new Float64Array(samples.length * n);
  samples.forEach((from, at) => rows.set(rowOf(x, from, n), at * n));
  return { x: rows, y: Float64Array.from(samples, (from) => y[from]!) };
}

/** The weights of the function that a student is; batch normalization with the statistics of the training set. */
function effective({ w, gamma }: Student, { x, y }: Sample, batchNorm: boolean): Float64Array {
  if (!batchNorm) return w.map((value) => (gamma * value) / Math.sqrt(dot(w, w)));
  const h = Float64Array.from(y, (_, j) => dot(w, rowOf(x, j, w.length)));
  const center = h.reduce((sum, value) => sum + value, 0) / h.length;
  const deviation = Math.sqrt(h.reduce((sum, value) => sum + (value - center) ** 2, 0) / h.length);
  return w.map((value) => (gamma * value) / deviation);
}

function epoch(state: Student, sample: Sample, setting: BatchStudent, rng: Rng, rate: number): void {
  const { student, zeta = 0, batchSize = sample.y.length } = setting;
  if (student === 'normalized') return normalizedStep(state, sample, zeta);
  const order = rng.permutation(sample.y.length);
  for (let from = 0; from + batchSize <= order.length; from += batchSize)
    batchNormStep(state, chosen(sample, order.subarray(from, from + batchSize), state.w.length), rate);
}

/** Share of the variance of the training targets that a linear function with any offset leaves. */
function residualOf({ x, y }: Sample, w: Float64Array): number {
  const spread = (values: Float64Array): number => {
    const center = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.reduce((sum, value) => sum + (value - center) ** 2, 0);
  };
  return (
    spread(Float64Array.from(y, (target, j) => target - dot(w, rowOf(x, j, w.length)))) /
    spread(Float64Array.from(y))
  );
}

function run(seed: Seed, setting: BatchStudent, { dimensions, epochs }: BatchSize): Trajectory {
  const sample = drawSample(seed, dimensions, Math.round(setting.alpha * dimensions), noiseVariance);
  const rng = createRng(seed, 'students/start');
  const state: Student = {
    w: Float64Array.from(rng.normals(dimensions, 1 / Math.sqrt(dimensions))),
    gamma: 0.5,
  };
  const error: number[] = [];
  const at: number[] = [];
  const solved = setting.student === 'leastLength' ? ridge(sample, 1e-8) : undefined;
  for (let done = 0; done < epochs; done++) {
    const rate = batchNormRate * (1 - done / epochs);
    if (!solved) epoch(state, sample, setting, rng, rate);
    if ((done + 1) % Math.ceil(epochs / points) !== 0 && done + 1 < epochs) continue;
    error.push(
      distanceTo(sample.teacher, solved ?? effective(state, sample, setting.student === 'batchNorm')),
    );
    at.push(done + 1);
  }
  const ridgeError = distanceTo(sample.teacher, ridge(sample, Math.max(1e-8, 2 * (setting.zeta ?? 0))));
  const final = solved ?? effective(state, sample, setting.student === 'batchNorm');
  const values = { ridgeError, residual: residualOf(sample, final) };
  return { steps: epochs, series: { error }, values, at: { error: at } };
}

/** Students in float64; their series is the squared distance to the teacher. */
export function batchStudentRuns(setting: BatchStudent): ArmRunner<BatchSize> {
  const complete = { ...setting, ...learntBy[setting.student], noiseVariance };
  return arm(complete, async ({ seeds, onProgress, signal }, size) =>
    seeds.map((seed, index) => {
      signal?.throwIfAborted();
      const trajectory = run(seed, setting, size);
      const step = Math.round(((index + 1) * size.epochs) / seeds.length);
      onProgress?.({ step, steps: size.epochs, replicas: seeds.length });
      return trajectory;
    }),
  );
}

/** Squared distance to the teacher at the end, and that of the ridge solution with penalty 2 zeta. */
export function measureError({ series, values }: Trajectory) {
  return { error: series['error']![series['error']!.length - 1]!, ridge: values['ridgeError']! };
}

export const errorCurves = { error: { label: 'squared distance to the teacher', scale: 'log' } } as const;
