import { leastSquares, nonnegativeLeastSquares, thinSvd } from 'claimcheck/measure';
import type { Problem } from './motion.ts';
import { combined, dot, plus } from './vectors.ts';

/**
 * The shortest w that a ReLU neuron interpolates with: w.x_i = y_i where y_i > 0, w.x_i <= 0 where y_i = 0. The
 * equalities are solved, and the rest is least distance programming (Lawson and Hanson 1974, chapter 23).
 * @returns undefined when no w satisfies them
 */
export function minimumNorm({ x, y }: Problem): Float64Array | undefined {
  const dimensions = x[0]!.length;
  const fixed = x.filter((_, i) => y[i]! > 0);
  const labels = y.filter((label) => label > 0);
  const base = leastSquares(fixed, labels, dimensions);
  const off = Math.max(0, ...fixed.map((point, i) => Math.abs(dot(point, base) - labels[i]!)));
  if (off > 1e-9 * Math.max(1, ...labels)) return undefined;
  const { right } = thinSvd(fixed);
  const free = (point: Float64Array): Float64Array =>
    plus(
      point,
      combined(
        right,
        right.map((v) => dot(v, point)),
        dimensions,
      ),
      -1,
    );
  const others = x.filter((_, i) => y[i] === 0);
  // -g.u >= base.x for each of them: a column holds the constraint's vector and its bound.
  const columns = others.map((point) => Float64Array.of(...free(point).map((v) => -v), dot(point, base)));
  const target = new Float64Array(dimensions + 1).fill(1, dimensions);
  const multipliers = nonnegativeLeastSquares(columns, target);
  const residual = plus(combined(columns, multipliers, dimensions + 1), target, -1);
  const last = residual[dimensions]!;
  if (Math.abs(last) < 1e-10) return undefined;
  return base.map((value, j) => value - residual[j]! / last);
}
