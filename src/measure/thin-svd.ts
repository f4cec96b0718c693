/** X = sum_k left[k] values[k] right[k]^T over the k whose singular value is not rounding, in no order. */
export interface ThinSvd {
  /** Unit vectors over the rows of X. */
  readonly left: readonly Float64Array[];
  /** Singular values, all positive. */
  readonly values: Float64Array;
  /** Unit vectors over the columns of X. */
  readonly right: readonly Float64Array[];
}

const mostSweeps = 60;

/**
 * To what a decomposition is exact: vectors of `left`, and of `right`, are orthogonal to this (where the rotations end, or
 * better), and the product is X to within this times its Frobenius norm, singular values that count as 0 left aside.
 */
export const svdAccuracy = 1e-14;

/**
 * Singular value decomposition by one-sided Jacobi rotations (Hestenes 1958), which finds small singular values as
 * accurately as large ones and squares no condition number. Values below `tolerance` times the largest count as 0.
 * @param rows rows of X, of equal length; none gives an empty decomposition
 * @throws RangeError when X has entries that are not finite
 */
export function thinSvd(rows: readonly Float64Array[], tolerance = 1e-12): ThinSvd {
  if (rows.some((row) => !row.every(Number.isFinite))) throw new RangeError('thinSvd needs finite entries');
  const width = rows[0]?.length ?? 0;
  const tall = rows.length > width;
  const vectors = tall ? columnsOf(rows, width) : rows.map((row) => Float64Array.from(row));
  const turns = vectors.map((_, at) => unitVector(vectors.length, at));
  orthogonalize(vectors, turns);
  const norms = vectors.map((vector) => Math.sqrt(dot(vector, vector)));
  const largest = Math.max(...norms, 0);
  const kept = norms.flatMap((norm, at) => (norm > tolerance * largest ? [at] : []));
  const directions = kept.map((at) => vectors[at]!.map((value) => value / norms[at]!));
  const others = kept.map((at) => turns[at]!);
  return {
    left: tall ? directions : others,
    values: Float64Array.from(kept, (at) => norms[at]!),
    right: tall ? others : directions,
  };
}

/**
 * The solution of X w = y that is shortest among those that are nearest in the sense of least squares.
 * @param rows rows of X
 * @param y one value per row
 * @param dimensions length of w; matters when there are no rows, which gives zeros
 */
export function leastSquares(
  rows: readonly Float64Array[],
  y: ArrayLike<number>,
  dimensions: number,
): Float64Array {
  const { left, values, right } = thinSvd(rows);
  const solution = new Float64Array(dimensions);
  values.forEach((value, k) => {
    const along = dot(left[k]!, y) / value;
    for (let i = 0; i < dimensions; i++) solution[i]! += along * right[k]![i]!;
  });
  return solution;
}

/** Rotates pairs until all vectors are orthogonal, and `turns` with them; vectors that are rounding are left alone. */
function orthogonalize(vectors: readonly Float64Array[], turns: readonly Float64Array[]): void {
  const negligible = 1e-32 * vectors.reduce((sum, vector) => sum + dot(vector, vector), 0);
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let turned = false;
    for (let p = 0; p < vectors.length; p++)
      for (let q = p + 1; q < vectors.length; q++) {
        const [a, b] = [vectors[p]!, vectors[q]!];
        const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
        if (aa <= negligible || bb <= negligible || Math.abs(ab) <= svdAccuracy * Math.sqrt(aa * bb))
          continue;
        const zeta = (bb - aa) / (2 * ab);
        const tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const cosine = 1 / Math.sqrt(1 + tangent * tangent);
        rotate(a, b, cosine, cosine * tangent);
        rotate(turns[p]!, turns[q]!, cosine, cosine * tangent);
        turned = true;
      }
    if (!turned) return;
  }
}

function rotate(a: Float64Array, b: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    a[i] = cosine * x - sine * y;
    b[i] = sine * x + cosine * y;
  }
}

function columnsOf(rows: readonly Float64Array[], width: number): Float64Array[] {
  return Array.from({ length: width }, (_, column) => Float64Array.from(rows, (row) => row[column]!));
}

function unitVector(length: number, at: number): Float64Array {
  return new Float64Array(length).fill(1, at, at + 1);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
