/** Small algebra on float64 vectors of equal length. */
export const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

export const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));

export const scaled = (a: Float64Array, by: number): Float64Array => a.map((value) => by * value);

export const plus = (a: Float64Array, b: Float64Array, times = 1): Float64Array =>
  a.map((value, i) => value + times * b[i]!);

export const distance = (a: Float64Array, b: Float64Array): number => norm(plus(a, b, -1));

/** Cosine of the angle between two vectors; NaN when one is 0. */
export const cosine = (a: Float64Array, b: Float64Array): number => dot(a, b) / (norm(a) * norm(b));

/** sum_i weights[i] vectors[i]. */
export function combined(
  vectors: readonly Float64Array[],
  weights: ArrayLike<number>,
  dimensions: number,
): Float64Array {
  const total = new Float64Array(dimensions);
  vectors.forEach((vector, k) => {
    for (let i = 0; i < dimensions; i++) total[i]! += weights[k]! * vector[i]!;
  });
  return total;
}
