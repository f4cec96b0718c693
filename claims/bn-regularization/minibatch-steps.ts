import { dot, rowOf } from './least-squares.ts';

/** A linear student gamma w.x, normalized in one way or another. */
export interface Student {
  readonly w: Float64Array;
  gamma: number;
}

export interface Minibatch {
  /** Inputs, row by row, [samples, dimensions]. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** One step on mean (y - gamma (h - mean) / deviation)^2 / 2 over a minibatch, h = w.x. */
export function batchNormStep(student: Student, { x, y }: Minibatch, rate: number, ofGamma = rate): void {
  const { w, gamma } = student;
  const n = w.length;
  const h = Float64Array.from(y, (_, j) => dot(w, rowOf(x, j, n)));
  const center = h.reduce((sum, value) => sum + value, 0) / h.length;
  const deviation = Math.sqrt(h.reduce((sum, value) => sum + (value - center) ** 2, 0) / h.length);
  const z = h.map((value) => (value - center) / deviation);
  const errors = z.map((value, j) => (gamma * value - y[j]!) / h.length);
  const product = dot(errors, z);
  const total = errors.reduce((sum, value) => sum + value, 0);
  for (let j = 0; j < h.length; j++) {
    const slope = (gamma / deviation) * (errors[j]! - (total + product * z[j]!) / h.length);
    const row = rowOf(x, j, n);
    for (let i = 0; i < n; i++) w[i]! -= rate * slope * row[i]!;
  }
  student.gamma -= ofGamma * product;
}

/** One step on mean (y - gamma w.x / |w|)^2 / 2 + zeta gamma^2: inputs from N(0, I) have mean 0 and deviation |w|. */
export function populationStep(
  student: Student,
  { x, y }: Minibatch,
  { rate, zeta, ofGamma }: { readonly rate: number; readonly zeta: number; readonly ofGamma: number },
): void {
  const { w, gamma } = student;
  const n = w.length;
  const length = Math.sqrt(dot(w, w));
  const z = Float64Array.from(y, (_, j) => dot(w, rowOf(x, j, n)) / length);
  const errors = z.map((value, j) => (gamma * value - y[j]!) / y.length);
  const product = dot(errors, z);
  const direction = w.map((value) => value / length);
  errors.forEach((error, j) => {
    const row = rowOf(x, j, n);
    const scale = (rate * gamma * error) / length;
    for (let i = 0; i < n; i++) w[i]! -= scale * (row[i]! - z[j]! * direction[i]!);
  });
  student.gamma -= ofGamma * (product + 2 * zeta * gamma);
}

/** One step on mean (y - w.x)^2 / 2 over a minibatch. */
export function plainStep({ w }: Pick<Student, 'w'>, { x, y }: Minibatch, rate: number): void {
  const n = w.length;
  const errors = Float64Array.from(y, (label, j) => (dot(w, rowOf(x, j, n)) - label) / y.length);
  errors.forEach((error, j) => {
    const row = rowOf(x, j, n);
    for (let i = 0; i < n; i++) w[i]! -= rate * error * row[i]!;
  });
}
