import { requireLengths } from './check-series.ts';

/** Share of the predictions that differ from their labels, 0 to 1; NaN for none. */
export function errorRate(predicted: ArrayLike<number>, labels: ArrayLike<number>): number {
  requireLengths({ predicted }, labels.length);
  let wrong = 0;
  for (let index = 0; index < labels.length; index++) if (predicted[index] !== labels[index]) wrong++;
  return wrong / labels.length;
}
