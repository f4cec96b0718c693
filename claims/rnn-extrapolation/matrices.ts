import type { Rng } from 'claimcheck';

/** Dense float64 matrices are row-major [d, d], vectors [d]. */
export type Matrix = Float64Array;

export const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
};

export const norm = (a: ArrayLike<number>): number => Math.sqrt(dot(a, a));

export const normals = (rng: Rng, length: number, scale = 1): Float64Array =>
  Float64Array.from({ length }, () => scale * rng.normal());

/** M v. */
export function times(m: Matrix, v: ArrayLike<number>): Float64Array {
  const d = v.length;
  return Float64Array.from({ length: d }, (_, row) => dot(m.subarray(row * d, (row + 1) * d), v));
}

export function transposed(m: Matrix): Matrix {
  const d = Math.round(Math.sqrt(m.length));
  return m.map((_, at) => m[(at % d) * d + Math.floor(at / d)]!);
}

/** M N. */
export function product(m: Matrix, n: Matrix): Matrix {
  const d = Math.round(Math.sqrt(m.length));
  const columns = transposed(n);
  return Float64Array.from({ length: d * d }, (_, at) => {
    const [row, column] = [Math.floor(at / d), at % d];
    return dot(m.subarray(row * d, (row + 1) * d), columns.subarray(column * d, (column + 1) * d));
  });
}

export const diagonal = (values: ArrayLike<number>): Matrix =>
  Float64Array.from({ length: values.length ** 2 }, (_, at) =>
    at % (values.length + 1) === 0 ? values[at % values.length]! : 0,
  );

/** Subtracts the projections on orthonormal vectors, twice so that rounding leaves nothing. */
export function orthogonalTo(basis: readonly Float64Array[], v: Float64Array): Float64Array {
  const rest = v.slice();
  for (let pass = 0; pass < 2; pass++) {
    for (const unit of basis) {
      const along = dot(unit, rest);
      rest.forEach((_, at) => (rest[at]! -= along * unit[at]!));
    }
  }
  return rest;
}

/** A random orthogonal matrix: normal rows, each made orthogonal to those before. */
export function randomOrthogonal(rng: Rng, d: number): Matrix {
  const rows: Float64Array[] = [];
  while (rows.length < d) {
    const row = orthogonalTo(rows, normals(rng, d));
    const length = norm(row);
    if (length > 1e-3) rows.push(row.map((value) => value / length));
  }
  return Float64Array.from(rows.flatMap((row) => Array.from(row)));
}
