import { signChanges } from 'claimcheck/measure';
import type { Flow, Segment } from './flow.ts';
import { type Motion, normSlope, preactivation, type Problem, settlingTime, weightAt } from './motion.ts';
import { dot, norm } from './vectors.ts';

/** 1/2 sum_i (relu(w.x_i) - y_i)^2. */
export function loss({ x, y }: Problem, w: Float64Array): number {
  return x.reduce((sum, point, i) => sum + (Math.max(0, dot(point, w)) - y[i]!) ** 2 / 2, 0);
}

/** sum over points of (w.x_i - y_i) x_i: minus the velocity of the flow where these points are the active ones. */
export function gradient({ x, y }: Problem, active: readonly number[], w: Float64Array): Float64Array {
  const total = new Float64Array(w.length);
  for (const i of active) {
    const residual = dot(x[i]!, w) - y[i]!;
    for (let j = 0; j < w.length; j++) total[j]! += residual * x[i]![j]!;
  }
  return total;
}

/** Length of a stretch, where the last one ends when it has settled. */
export function durationOf({ duration, motion }: Segment): number {
  return Number.isFinite(duration) ? duration : settlingTime(motion);
}

/** Turning points of |w| along a stretch, with its ends. */
function extremes(motion: Motion, duration: number): number[] {
  const turns = Array.from(signChanges(normSlope(motion), 0, duration), ({ at }) =>
    norm(weightAt(motion, at)),
  );
  return [norm(motion.start), ...turns, norm(weightAt(motion, duration))];
}

/**
 * Largest fall of |w| below an earlier value, relative to the largest before it; 0 where it never falls.
 * @param lost norm of a part of w, at a right angle to the rest, that may go once |w| is ten times that
 */
export function normDrop(
  stretches: readonly { readonly motion: Motion; readonly duration: number }[],
  lost = 0,
): number {
  let [largest, drop] = [0, 0];
  for (const value of stretches.flatMap(({ motion, duration }) => extremes(motion, duration))) {
    largest = Math.max(largest, value);
    const whole = largest > 10 * lost ? Math.hypot(value, lost) : value;
    if (largest > 0) drop = Math.max(drop, (largest - whole) / largest);
  }
  return drop;
}

export function flowNormDrop({ segments }: Flow, lost = 0): number {
  return normDrop(
    segments.map((segment) => ({ motion: segment.motion, duration: durationOf(segment) })),
    lost,
  );
}

/** How often activations changed after a time: points that left, and points that came back after having left. */
export interface Reactivations {
  readonly left: number;
  readonly returned: number;
}

/** Counts the changes from `after` on; a point returns when it enters after it left. */
export function reactivations(
  changes: readonly { readonly at: number; readonly point: number; readonly active: boolean }[],
  after: number,
): Reactivations {
  const gone = new Set<number>();
  let [left, returned] = [0, 0];
  for (const { at, point, active } of changes) {
    if (at < after) continue;
    if (!active) {
      gone.add(point);
      left++;
    } else if (gone.delete(point)) returned++;
  }
  return { left, returned };
}

/** Changes of activation of a linear neuron: where w.x_i changes sign, in order of time. */
export function linearChanges({ x }: Problem, motion: Motion) {
  const settled = settlingTime(motion);
  const changes = x.flatMap((point, i) =>
    Array.from(signChanges(preactivation(motion, point), 0, settled), ({ at, rising }) => ({
      at,
      point: i,
      active: rising,
    })),
  );
  return changes.sort((a, b) => a.at - b.at);
}

/**
 * |w| of a live flow at `count` times even in the logarithm, from 1e-4 of the fastest time constant to the end; `at` is the
 * decimal logarithm of time.
 */
export function normCurve({ segments }: Flow, count: number): { at: number[]; norm: number[] } {
  const fastest = Math.max(...segments.flatMap(({ motion }) => [...motion.rates]));
  const begin = 1e-4 / fastest;
  const last = segments.at(-1)!;
  const end = Math.max(begin, last.from + durationOf(last));
  const times = Array.from({ length: count }, (_, k) => begin * (end / begin) ** (k / (count - 1)));
  const normAt = (t: number): number => {
    const { motion, from } = segments.findLast((segment) => segment.from <= t)!;
    return norm(weightAt(motion, t - from));
  };
  return { at: times.map(Math.log10), norm: times.map(normAt) };
}
