import { arm, type ArmRunner, createRng, type Seed, type TierSize, type Trajectory } from 'claimcheck';
import { dot, rowOf } from './least-squares.ts';
import { batchNormStep, type Minibatch, plainStep, populationStep, type Student } from './minibatch-steps.ts';

/** A linear student that learns online, from fresh minibatches of a linear teacher of length 1. */
export interface OnlineSetting {
  /**
   * `plain`: the weights themselves; `batchNorm`: gamma and weights, normalized by minibatch; `sphere`: the same, with |w| put
   * back to 1; `population`: normalized by the statistics of all inputs.
   */
  readonly student: 'plain' | 'batchNorm' | 'sphere' | 'population';
  /** Of the weights. */
  readonly learningRate: number;
  /** Strength of the decay zeta gamma^2, of population normalization. Default 0. */
  readonly zeta?: number;
}

export interface OnlineSize extends TierSize {
  readonly dimensions: number;
  readonly batchSize: number;
  readonly steps: number;
}

const points = 60;
/** Of gamma, which nothing normalizes: from 2 on it diverges by itself. */
const gammaRate = 0.1;
/** A squared error that a student does not come back from. */
const lost = 1e6;

function unitVector(seed: Seed, stream: string, dimensions: number): Float64Array {
  const drawn = Float64Array.from(createRng(seed, `batch-students/${stream}`).normals(dimensions));
  const length = Math.sqrt(dot(drawn, drawn));
  return drawn.map((value) => value / length);
}

function step(student: Student, batch: Minibatch, setting: OnlineSetting): void {
  const { student: kind, learningRate: rate, zeta = 0 } = setting;
  if (kind === 'plain') return plainStep(student, batch, rate);
  if (kind === 'population') return populationStep(student, batch, { rate, zeta, ofGamma: gammaRate });
  batchNormStep(student, batch, rate, gammaRate);
  if (kind === 'batchNorm') return;
  const length = Math.sqrt(dot(student.w, student.w));
  for (let i = 0; i < student.w.length; i++) student.w[i]! /= length;
}

/** Overlap with the teacher and squared distance to it, with the statistics of the population: x ~ N(0, I). */
function order({ w, gamma }: Student, teacher: Float64Array, plain: boolean) {
  const length = Math.sqrt(dot(w, w));
  const overlap = ((gamma < 0 ? -1 : 1) * dot(w, teacher)) / length;
  const gain = plain ? length : Math.abs(gamma);
  return { overlap, error: Math.min(lost, 1 - 2 * gain * overlap + gain ** 2) };
}

function run(seed: Seed, setting: OnlineSetting, { dimensions, batchSize, steps }: OnlineSize): Trajectory {
  const teacher = unitVector(seed, 'teacher', dimensions);
  const student = { w: unitVector(seed, 'student', dimensions), gamma: 1 };
  const rng = createRng(seed, 'batch-students/inputs');
  const every = Math.ceil(steps / points);
  let lateGamma = 0;
  const seen: (ReturnType<typeof order> & { at: number; rate: number })[] = [];
  for (let done = 1; done <= steps; done++) {
    const x = Float64Array.from(rng.normals(batchSize * dimensions));
    const y = Float64Array.from({ length: batchSize }, (_, j) => dot(teacher, rowOf(x, j, dimensions)));
    step(student, { x, y }, setting);
    if (2 * done > steps) lateGamma += student.gamma / Math.floor(steps / 2 + 0.5);
    if (done % every !== 0 && done < steps) continue;
    const turned = (setting.learningRate * Math.abs(student.gamma)) / dot(student.w, student.w);
    seen.push({ ...order(student, teacher, setting.student === 'plain'), at: done, rate: turned });
    // Further steps would only overflow.
    if (!(seen.at(-1)!.error < lost)) break;
  }
  const at = seen.map((look) => look.at);
  const series = {
    overlap: seen.map(({ overlap }) => overlap),
    rate: seen.map(({ rate }) => rate),
    error: seen.map(({ error }) => (Number.isFinite(error) ? error : lost)),
  };
  return { steps: at.at(-1)!, series, values: { lateGamma }, at: { overlap: at, rate: at, error: at } };
}

/** Overlap and squared distance to the teacher at the end, the latter in decades, and mean gamma over the second half. */
export function measureOnline({ series, values }: Trajectory) {
  const end = (name: string): number => Array.from(series[name]!).at(-1)!;
  return {
    overlap: end('overlap'),
    error: Math.log10(Math.max(end('error'), 1e-12)),
    gamma: values['lateGamma']!,
  };
}

export const onlineCurves = {
  overlap: { label: 'overlap R with the teacher' },
  rate: { label: 'effective learning rate', scale: 'log' },
} as const;

/** Online descent on minibatches in float64. */
export function onlineRuns(setting: OnlineSetting): ArmRunner<OnlineSize> {
  const complete = { ...setting, ...(setting.student !== 'plain' && { gammaRate }) };
  return arm(complete, async ({ seeds, onProgress, signal }, size) =>
    seeds.map((seed, index) => {
      signal?.throwIfAborted();
      const trajectory = run(seed, setting, size);
      const done = Math.round(((index + 1) * size.steps) / seeds.length);
      onProgress?.({ step: done, steps: size.steps, replicas: seeds.length });
      return trajectory;
    }),
  );
}
