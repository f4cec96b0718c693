import { type NdArray, ndarray, UserError } from '#core';

/** Value at a 0-based step: a learning rate, a noise level. */
export type Schedule = (step: number) => number;

/** The same value at every step. */
export function constant(value: number): Schedule {
  return () => value;
}

/** `initial`, multiplied by `factor` from each of the `milestones` (steps) on. */
export function stepDecay(initial: number, factor: number, milestones: readonly number[]): Schedule {
  return (step) => initial * factor ** milestones.filter((milestone) => step >= milestone).length;
}

/** Half a cosine from `initial` at step 0 to `final` at step `steps` and after (Loshchilov and Hutter 2017, eq. 5). */
export function cosine(initial: number, steps: number, final = 0): Schedule {
  checkSteps('cosine', steps);
  return (step) => final + ((initial - final) * (1 + Math.cos(Math.PI * Math.min(1, step / steps)))) / 2;
}

/** Rises linearly to `after`'s first value over `steps` steps, then goes on with `after` from its own step 0. */
export function warmUp(steps: number, after: Schedule): Schedule {
  checkSteps('warmUp', steps);
  return (step) => (step < steps ? (after(0) * (step + 1)) / steps : after(step - steps));
}

/** Values of a schedule at steps `from` to `from + count` (exclusive) as a scan's input, [count]. */
export function scheduleInput(schedule: Schedule, from: number, count: number): NdArray {
  return ndarray(
    Array.from({ length: count }, (_, offset) => schedule(from + offset)),
    [count],
  );
}

function checkSteps(name: string, steps: number): void {
  if (!Number.isSafeInteger(steps) || steps < 1) {
    throw new UserError(
      `${name}: steps must be a whole number of at least 1, got ${steps}`,
      'pass a step count',
    );
  }
}
