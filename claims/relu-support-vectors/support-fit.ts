import { createRng } from 'claimcheck';
import { leastSquares } from 'claimcheck/measure';
import type { Flow } from './flow.ts';
import type { FlowCase } from './flow-cases.ts';
import { randomDirection } from './instances.ts';
import type { Problem } from './motion.ts';
import { dot, norm, scaled } from './vectors.ts';

/** How far a weight is from the least-squares fit of chosen points. */
export interface Fit {
  /** |X (w - fit)| over chosen points, fit their least-squares fit. */
  readonly error: number;
  /** |X fit - y|. */
  readonly misfit: number;
}

export function fitOf({ x, y }: Problem, chosen: readonly number[], w: Float64Array): Fit {
  const [rows, labels] = [chosen.map((i) => x[i]!), Float64Array.from(chosen, (i) => y[i]!)];
  const fit = leastSquares(rows, labels, w.length);
  return {
    error: Math.hypot(...rows.map((row) => dot(row, w) - dot(row, fit))),
    misfit: Math.hypot(...rows.map((row, k) => dot(row, fit) - labels[k]!)),
  };
}

/**
 * Labels of 0 on points that span the space have the fit 0. What rounding leaves of that has a direction and so an inactive
 * side, but none that the flow knows of.
 */
export function limitOf({ problem }: FlowCase, { limit, support, segments }: Flow): Float64Array {
  const spans = segments.at(-1)!.motion.rates.length === limit.length;
  return spans && support.every((i) => problem.y[i] === 0) ? limit.map(() => 0) : limit;
}

/** New points in place of some, each on the inactive side of w or on the active one. */
export function moved(
  value: FlowCase,
  chosen: (i: number) => boolean,
  side: 1 | -1,
  w: Float64Array,
): Problem {
  const rng = createRng(value.seed, 'moved');
  const { x, y } = value.problem;
  const points = x.map((point, i) => {
    const other = scaled(randomDirection(rng, w.length), norm(point));
    if (!chosen(i)) return point;
    return side * dot(other, w) < 0 ? scaled(other, -1) : other;
  });
  return { x: points, y: y.map((label, i) => (chosen(i) ? rng.uniform(0, 2) : label)) };
}
