import { allowedFailures, evidenceThreshold } from './e-process.ts';

/**
 * Lower confidence sequence of the median effect with miscoverage 1/threshold over all n together: the (f+1)-th
 * smallest of the first n values, f the allowed failures at n. It inverts the e-process test over the margin; -Infinity
 * while no margin could be supported.
 * @param values one effect per seed; a value that is not finite counts as the worst, and so does one that is missing
 */
export function medianLowerBound(
  values: readonly number[],
  n: number = values.length,
  threshold: number = evidenceThreshold,
): number {
  const failures = allowedFailures(n, threshold);
  if (failures < 0) return -Infinity;
  const effects = Array.from({ length: n }, (_, seed) => {
    const value = values[seed] ?? NaN;
    return Number.isFinite(value) ? value : -Infinity;
  });
  return effects.sort((a, b) => a - b)[failures] ?? -Infinity;
}

/** The mirrored upper bound: the (f+1)-th largest, values that are not finite counting as +Infinity. */
export function medianUpperBound(
  values: readonly number[],
  n: number = values.length,
  threshold: number = evidenceThreshold,
): number {
  return -medianLowerBound(
    values.map((value) => -value),
    n,
    threshold,
  );
}
