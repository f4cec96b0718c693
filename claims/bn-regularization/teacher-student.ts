import { arm, type ArmRunner, createRng, type Seed, type TierSize, type Trajectory } from 'claimcheck';

/** A linear student of a linear teacher of length 1, learning online. */
export interface StudentSetting {
  /** `plain`: the weights themselves; `normalized`: gamma w/|w|; `sphere`: the same, with |w| put back to 1 each step. */
  readonly student: 'plain' | 'normalized' | 'sphere';
  readonly learningRate: number;
  /** Strength of the decay zeta gamma^2. Default 0. */
  readonly zeta?: number;
  /** What the weights' learning rate times gamma is held at, whatever gamma is. Default: the learning rate is. */
  readonly effectiveRate?: number;
}

export interface StudentSize extends TierSize {
  readonly dimensions: number;
  /** Steps over dimensions. */
  readonly time: number;
}

const points = 60;
/** A squared error that a student does not come back from. */
const lost = 1e6;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

function unitVector(seed: Seed, stream: string, dimensions: number): Float64Array {
  const drawn = Float64Array.from(createRng(seed, `teacher-student/${stream}`).normals(dimensions));
  const length = Math.sqrt(dot(drawn, drawn));
  return drawn.map((value) => value / length);
}

/** Weights and gain; a plain student has gain |w| and is not normalized. */
interface Student {
  readonly w: Float64Array;
  gamma: number;
}

function learn(student: Student, x: Float64Array, label: number, setting: StudentSetting): void {
  const { w } = student;
  const { learningRate, zeta = 0 } = setting;
  const rate = learningRate / w.length;
  if (setting.student === 'plain') {
    const error = dot(w, x) - label;
    for (let i = 0; i < w.length; i++) w[i]! -= rate * error * x[i]!;
    return;
  }
  const length = Math.sqrt(dot(w, w));
  const overlap = dot(w, x) / length;
  const error = student.gamma * overlap - label;
  const { effectiveRate = learningRate * Math.abs(student.gamma) } = setting;
  const scale = (effectiveRate * Math.sign(student.gamma) * error) / (w.length * length);
  for (let i = 0; i < w.length; i++) w[i]! -= scale * (x[i]! - (overlap * w[i]!) / length);
  student.gamma -= rate * (error * overlap + 2 * zeta * student.gamma);
  if (setting.student !== 'sphere') return;
  const grown = Math.sqrt(dot(w, w));
  for (let i = 0; i < w.length; i++) w[i]! /= grown;
}

/** Overlap, gain and squared distance to the teacher of the function that a student is. */
function order({ w, gamma }: Student, teacher: Float64Array, plain: boolean) {
  const length = Math.sqrt(dot(w, w));
  // (w, gamma) and (-w, -gamma) are the same student: both are read with a positive gain.
  const R = ((gamma < 0 ? -1 : 1) * dot(w, teacher)) / length;
  const gain = plain ? length : Math.abs(gamma);
  return { R, gain, error: Math.min(lost, 1 - 2 * gain * R + gain ** 2) };
}

/** What a step turns the direction of the weights by: the effective learning rate over the squared length. */
function turning({ w, gamma }: Student, { learningRate, effectiveRate }: StudentSetting): number {
  return (effectiveRate ?? learningRate * Math.abs(gamma)) / dot(w, w);
}

function run(seed: Seed, setting: StudentSetting, { dimensions, time }: StudentSize): Trajectory {
  const plain = setting.student === 'plain';
  const teacher = unitVector(seed, 'teacher', dimensions);
  const student = { w: unitVector(seed, 'student', dimensions), gamma: 1 };
  const rng = createRng(seed, 'teacher-student/inputs');
  const steps = Math.round(time * dimensions);
  const every = Math.ceil(steps / points);
  const seen: ReturnType<typeof order>[] = [];
  const rates: number[] = [];
  const at: number[] = [];
  for (let step = 1; step <= steps; step++) {
    const x = Float64Array.from(rng.normals(dimensions));
    learn(student, x, dot(teacher, x), setting);
    if (step % every !== 0 && step < steps) continue;
    seen.push(order(student, teacher, plain));
    rates.push(turning(student, setting));
    at.push(step);
    // Further steps would only overflow.
    if (!(seen.at(-1)!.error < lost)) break;
  }
  const series = {
    overlap: seen.map(({ R }) => R),
    gamma: seen.map(({ gain }) => gain),
    error: seen.map(({ error }) => (Number.isFinite(error) ? error : lost)),
    rate: plain ? at.map(() => setting.learningRate) : rates,
  };
  return { steps: at.at(-1)!, series, values: {}, at: { overlap: at, gamma: at, error: at, rate: at } };
}

/** Online gradient descent in float64, one sample a step, at learning rate / dimensions. */
export function studentRuns(setting: StudentSetting): ArmRunner<StudentSize> {
  return arm(setting, async ({ seeds, onProgress, signal }, size) => {
    const steps = Math.round(size.time * size.dimensions);
    return seeds.map((seed, index) => {
      signal?.throwIfAborted();
      const trajectory = run(seed, setting, size);
      onProgress?.({ step: Math.round(((index + 1) * steps) / seeds.length), steps, replicas: seeds.length });
      return trajectory;
    });
  });
}

/** Means over the last quarter of the run; the error in decades; `rate` is kappa. */
export function measureStudent({ series }: Trajectory) {
  const late = (name: string): number => {
    const values = Array.from(series[name]!);
    const kept = values.slice(Math.floor(0.75 * values.length));
    return kept.reduce((sum, value) => sum + value, 0) / kept.length;
  };
  return {
    overlap: late('overlap'),
    gamma: late('gamma'),
    rate: late('rate'),
    error: Math.log10(Math.max(late('error'), 1e-12)),
  };
}

export const studentCurves = {
  overlap: { label: 'overlap R with the teacher' },
  error: { label: 'squared distance to the teacher', scale: 'log' },
} as const;
