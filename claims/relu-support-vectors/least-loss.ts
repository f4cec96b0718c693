import { leastSquares } from 'claimcheck/measure';
import type { Problem } from './motion.ts';
import { loss } from './path-measures.ts';
import { dot, scaled } from './vectors.ts';

/**
 * The least loss of a ReLU neuron in the plane. Boundaries x_i.w = 0 cut it into at most 2 n cones, in each of which the loss
 * is quadratic: its minimum is that of the cone's least-squares fit, or lies on a boundary.
 */
export function leastLoss(problem: Problem): number {
  const { x, y } = problem;
  const rays = x
    .flatMap(([a, b]) => [Float64Array.of(-b!, a!), Float64Array.of(b!, -a!)])
    .sort((one, two) => Math.atan2(one[1]!, one[0]!) - Math.atan2(two[1]!, two[0]!));
  const candidates = rays.flatMap((ray, at) => {
    const next = rays[(at + 1) % rays.length]!;
    const inside = Float64Array.of(
      ray[0]! / Math.hypot(...ray) + next[0]! / Math.hypot(...next),
      ray[1]! / Math.hypot(...ray) + next[1]! / Math.hypot(...next),
    );
    return [alongRay(problem, ray), fitWhere(problem, inside)];
  });
  const nothing = new Float64Array(2);
  return Math.min(...[nothing, ...candidates].map((w) => loss({ x, y }, w)));
}

const activeAt = ({ x }: Problem, w: Float64Array): number[] =>
  x.flatMap((point, i) => (dot(point, w) > 0 ? [i] : []));

/** Least-squares fit of the points that are active at `w`. */
function fitWhere(problem: Problem, w: Float64Array): Float64Array {
  const active = activeAt(problem, w);
  if (active.length === 0) return new Float64Array(2);
  const labels = active.map((i) => problem.y[i]!);
  return leastSquares(
    active.map((i) => problem.x[i]!),
    labels,
    2,
  );
}

/** The best multiple of a ray. */
function alongRay(problem: Problem, ray: Float64Array): Float64Array {
  let [fit, square] = [0, 0];
  for (const point of problem.x.keys()) {
    const output = Math.max(0, dot(problem.x[point]!, ray));
    fit += output * problem.y[point]!;
    square += output * output;
  }
  return scaled(ray, square === 0 ? 0 : fit / square);
}
