import { leastSquares } from './thin-svd.ts';

/**
 * The x >= 0 that brings sum_j x[j] columns[j] nearest to `target` (Lawson and Hanson 1974, algorithm NNLS).
 * @param columns vectors of the length of `target`
 * @throws RangeError when lengths differ
 */
export function nonnegativeLeastSquares(
  columns: readonly Float64Array[],
  target: Float64Array,
): Float64Array {
  if (columns.some(({ length }) => length !== target.length)) {
    throw new RangeError(`every column must have the length of the target, ${target.length}`);
  }
  const norms = columns.map((column) => Math.sqrt(dot(column, column)));
  const x = new Float64Array(columns.length);
  const free = new Set<number>();
  // Each turn frees a column and lowers the residual; the bound is reached only where rounding makes it cycle.
  for (let turn = 0; turn < 10 * columns.length; turn++) {
    const residual = residualOf(columns, x, target);
    const tolerance = 1e-13 * Math.sqrt(dot(target, target));
    const pull = columns.map((column, j) => (free.has(j) ? 0 : dot(column, residual) / (norms[j]! || 1)));
    const best = pull.reduce((most, value, j) => (value > pull[most]! ? j : most), 0);
    if (!(pull[best]! > tolerance)) return x;
    free.add(best);
    fitFree(columns, target, x, free);
  }
  return x;
}

/** Least squares over the free columns; those that would turn negative are taken out at 0. */
function fitFree(
  columns: readonly Float64Array[],
  target: Float64Array,
  x: Float64Array,
  free: Set<number>,
): void {
  while (free.size > 0) {
    const members = [...free];
    const rows = Array.from(target, (_, i) => Float64Array.from(members, (j) => columns[j]![i]!));
    const fit = leastSquares(rows, target, members.length);
    // How far towards the fit each variable can go; those that stop the move leave.
    const reach = members.map((j, k) => (fit[k]! > 0 ? Infinity : x[j]! / (x[j]! - fit[k]!) || 0));
    const share = Math.min(...reach, 1);
    members.forEach((j, k) => {
      x[j]! += share * (fit[k]! - x[j]!);
      if (reach[k]! > share) return;
      x[j] = 0;
      free.delete(j);
    });
    if (share === 1) return;
  }
}

function residualOf(columns: readonly Float64Array[], x: Float64Array, target: Float64Array): Float64Array {
  return target.map((value, i) => columns.reduce((rest, column, j) => rest - column[i]! * x[j]!, value));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
