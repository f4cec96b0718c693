import { requireLengths } from './check-series.ts';

/** Points of a line: plain arrays, as evidence keeps them. */
export interface Line {
  readonly x: number[];
  readonly y: number[];
}

/**
 * At most `maxPoints` (5 or more) of a series, for a plot: the first, the last, and of each of equally many stretches
 * between them the lowest and highest value, and the first that is not finite, so that no spike and no gap gets lost.
 *
 * @param at abscissae of the series; default 0, 1, 2, ...
 */
export function subsample(values: ArrayLike<number>, maxPoints: number, at?: ArrayLike<number>): Line {
  if (!Number.isInteger(maxPoints) || maxPoints < 5) {
    throw new RangeError(`a subsampled line needs 5 points or more, got ${maxPoints}`);
  }
  if (at) requireLengths({ at }, values.length);
  const kept = values.length <= maxPoints ? Array.from(values, (_, index) => index) : pick(values, maxPoints);
  return { x: kept.map((index) => at?.[index] ?? index), y: kept.map((index) => values[index]!) };
}

function pick(values: ArrayLike<number>, maxPoints: number): number[] {
  const inner = values.length - 2;
  const broken = Array.from(values).some((value) => !Number.isFinite(value));
  const stretches = Math.floor((maxPoints - 2) / (broken ? 3 : 2));
  const kept = [0];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = 1 + Math.floor((stretch * inner) / stretches);
    const to = 1 + Math.floor(((stretch + 1) * inner) / stretches);
    kept.push(...turningPoints(values, from, to));
  }
  return [...kept, values.length - 1];
}

/** Indices of the lowest, highest and first non-finite value in [from, to), in order and without repeats. */
function turningPoints(values: ArrayLike<number>, from: number, to: number): number[] {
  let low: number | undefined;
  let high: number | undefined;
  let gap: number | undefined;
  for (let index = from; index < to; index++) {
    const value = values[index]!;
    if (!Number.isFinite(value)) gap ??= index;
    else {
      if (low === undefined || value < values[low]!) low = index;
      if (high === undefined || value > values[high]!) high = index;
    }
  }
  const found = [low, high, gap].filter((index) => index !== undefined);
  return [...new Set(found)].sort((a, b) => a - b);
}
