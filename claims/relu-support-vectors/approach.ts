import type { CaseResult } from 'claimcheck';
import { signChanges } from 'claimcheck/measure';
import { type FlowCase, flowOf } from './flow-cases.ts';
import { type Motion, normSlope, weightAt } from './motion.ts';
import { durationOf, loss } from './path-measures.ts';
import { roundingOf } from './rounding.ts';
import { distance, norm, plus } from './vectors.ts';

/** A motion, and for how long a path follows it. */
export interface Stretch {
  readonly motion: Motion;
  readonly duration: number;
}

/** |w - goal| at the ends of a stretch and wherever it turns, exactly found. */
function distances({ motion, duration }: Stretch, goal: Float64Array): number[] {
  const shifted = { ...motion, rest: plus(motion.rest, goal, -1) };
  const turns = Array.from(signChanges(normSlope(shifted), 0, duration), ({ at }) => at);
  return [0, ...turns, duration].map((s) => distance(weightAt(motion, s), goal));
}

/** Largest rise of a series above its least value before. */
function rise(values: readonly number[]): number {
  let [least, most] = [Infinity, 0];
  for (const value of values) {
    most = Math.max(most, value - least);
    least = Math.min(least, value);
  }
  return most;
}

/** The path of the flow of a case. */
export const stretchesOf = (value: FlowCase): Stretch[] =>
  flowOf(value).segments.map((segment) => ({ motion: segment.motion, duration: durationOf(segment) }));

/**
 * Whether neither the distance from a goal (default: the teacher) nor the loss rises along a path. The error is in units of
 * what rounding may come to, stretch by stretch: each begins with the weight in which the one before ended.
 */
export function approachOf(
  { problem }: FlowCase,
  stretches: readonly Stretch[],
  goal: Float64Array = problem.teacher,
): CaseResult {
  const errors = stretches.map((stretch) => {
    const rounding = roundingOf(problem, stretch.motion, norm(problem.teacher) + norm(stretch.motion.start));
    const residuals = [0, 0.1, 0.5, 1].map((share) =>
      Math.sqrt(2 * loss(problem, weightAt(stretch.motion, share * stretch.duration))),
    );
    return Math.max(rise(distances(stretch, goal)) / rounding.weight, rise(residuals) / rounding.fit);
  });
  const error = Math.max(...errors);
  return { holds: error <= 1, error };
}
