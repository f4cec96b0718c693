import { createRng, type Seed } from 'claimcheck';

/** Noisy labels of a linear teacher of length 1. */
export interface Sample {
  /** Inputs, row by row, [samples, dimensions]. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly teacher: Float64Array;
}

export const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** x ~ N(0, I), y = teacher x + N(0, noiseVariance). */
export function drawSample(seed: Seed, dimensions: number, samples: number, noiseVariance: number): Sample {
  const rng = createRng(seed, `least-squares/${samples}`);
  const drawn = Float64Array.from(createRng(seed, 'least-squares/teacher').normals(dimensions));
  const length = Math.sqrt(dot(drawn, drawn));
  const teacher = drawn.map((value) => value / length);
  const x = Float64Array.from(rng.normals(samples * dimensions));
  const y = Float64Array.from(
    { length: samples },
    (_, j) => dot(teacher, rowOf(x, j, dimensions)) + rng.normal(0, Math.sqrt(noiseVariance)),
  );
  return { x, y, teacher };
}

export const rowOf = (x: Float64Array, row: number, dimensions: number): Float64Array =>
  x.subarray(row * dimensions, (row + 1) * dimensions);

/** Squared distance to the teacher: the generalisation error on noiseless labels. */
export const distanceTo = (teacher: Float64Array, w: Float64Array): number =>
  w.reduce((sum, value, i) => sum + (value - teacher[i]!) ** 2, 0);

/** Solution of A w = b for symmetric positive definite A [n, n], by Cholesky's factorisation. */
function solveDefinite(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const l = Float64Array.from(a);
  for (let j = 0; j < n; j++)
    for (let i = j; i < n; i++) {
      let sum = l[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!;
      l[i * n + j] = i === j ? Math.sqrt(sum) : sum / l[j * n + j]!;
    }
  const w = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) w[i]! -= l[i * n + k]! * w[k]!;
    w[i]! /= l[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) w[i]! -= l[k * n + i]! * w[k]!;
    w[i]! /= l[i * n + i]!;
  }
  return w;
}

/** (X^T X / P + penalty I)^-1 X^T y / P; a tiny penalty gives the least-squares solution of least length. */
export function ridge({ x, y, teacher }: Sample, penalty: number): Float64Array {
  const n = teacher.length;
  const a = new Float64Array(n * n);
  const b = new Float64Array(n);
  for (let j = 0; j < y.length; j++) {
    const row = rowOf(x, j, n);
    for (let i = 0; i < n; i++) {
      b[i]! += (row[i]! * y[j]!) / y.length;
      for (let k = 0; k < n; k++) a[i * n + k]! += (row[i]! * row[k]!) / y.length;
    }
  }
  for (let i = 0; i < n; i++) a[i * n + i]! += penalty;
  return solveDefinite(a, b);
}
