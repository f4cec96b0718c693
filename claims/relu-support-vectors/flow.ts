import { type ExponentialSum, signChanges } from 'claimcheck/measure';
import { type Motion, motionOf, preactivation, type Problem, settlingTime, weightAt } from './motion.ts';
import { dot } from './vectors.ts';

/** A stretch of the flow inside one activation cone; `motion` runs on time since `from`. */
export interface Segment {
  readonly from: number;
  /** Infinity for the last one. */
  readonly to: number;
  /** Exact also where it is short beside `from`, as `to - from` would not be. Infinity for the last one. */
  readonly duration: number;
  /** Indices of the active points, in order. */
  readonly active: readonly number[];
  readonly motion: Motion;
}

/** A point that becomes active, or ceases to be. */
interface ActivationChange {
  readonly at: number;
  readonly point: number;
  readonly active: boolean;
}

export interface Flow {
  readonly segments: readonly Segment[];
  readonly changes: readonly ActivationChange[];
  /** w at infinite time. */
  readonly limit: Float64Array;
  /** Support vectors: indices of the points that are active in the end; none for a dead neuron. */
  readonly support: readonly number[];
}

const mostSegments = 20_000;

/**
 * Gradient flow of f(w) = 1/2 sum_i (relu(w.x_i) - y_i)^2 with relu'(0) = 0, in float64: in closed form inside each
 * activation cone, from one exactly located change of activation to the next. Labels must not be negative: then every
 * boundary that is reached is crossed.
 * @throws RangeError when a label is negative, or the flow does not settle
 */
export function reluFlow(problem: Problem, start: Float64Array): Flow {
  if (problem.y.some((label) => label < 0)) throw new RangeError('labels of a ReLU neuron must be 0 or more');
  const isActive = problem.x.map((point) => dot(point, start) > 0);
  const segments: Segment[] = [];
  const changes: ActivationChange[] = [];
  let [w, from] = [start, 0];
  let last: number | undefined;
  while (segments.length < mostSegments) {
    const active = isActive.flatMap((on, i) => (on ? [i] : []));
    const motion = motionOf(problem, active, w);
    const next = firstChange(problem, motion, isActive, last);
    const to = next ? from + next.after : Infinity;
    segments.push({ from, to, duration: next?.after ?? Infinity, active, motion });
    if (!next) return { segments, changes, limit: motion.rest, support: active };
    isActive[next.point] = !isActive[next.point];
    changes.push({ at: to, point: next.point, active: isActive[next.point]! });
    [w, from, last] = [weightAt(motion, next.after), to, next.point];
  }
  throw new RangeError(`the flow has not settled after ${mostSegments} changes of activation`);
}

function firstChange(
  problem: Problem,
  motion: Motion,
  isActive: readonly boolean[],
  last: number | undefined,
): { readonly after: number; readonly point: number } | undefined {
  let first: { readonly after: number; readonly point: number } | undefined;
  let horizon = settlingTime(motion);
  for (const [point, x] of problem.x.entries()) {
    const output = preactivation(motion, x);
    if (point !== last && hasCrossed(output, isActive[point]!)) return { after: 0, point };
    // A point that has just changed lies on its boundary, by rounding perhaps on the wrong side: only a change the
    // other way counts.
    for (const { at, rising } of signChanges(output, 0, horizon)) {
      if (rising === isActive[point]) continue;
      [first, horizon] = [{ after: at, point }, at];
      break;
    }
  }
  return first;
}

/**
 * Whether a point is on the other side of its boundary and moves away from it: it has crossed within rounding of another
 * point's crossing, as all do where a flow passes by 0, and no change of sign is left to find.
 */
function hasCrossed({ constant, weights, rates }: ExponentialSum, active: boolean): boolean {
  let [value, slope] = [constant, 0];
  for (let k = 0; k < rates.length; k++) {
    value += weights[k]!;
    slope -= rates[k]! * weights[k]!;
  }
  return active ? value < 0 && slope < 0 : value > 0 && slope > 0;
}

/** w at time t >= 0. */
export function weightOf({ segments }: Flow, t: number): Float64Array {
  const segment = segments.findLast(({ from }) => from <= t)!;
  return weightAt(segment.motion, t - segment.from);
}

/** The flow of the linear neuron f(w) = 1/2 sum_i (w.x_i - y_i)^2, in one stretch. */
export function linearFlow(problem: Problem, start: Float64Array): Motion {
  return motionOf(
    problem,
    problem.x.map((_, i) => i),
    start,
  );
}
