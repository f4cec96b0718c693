import { requireCount } from './preconditions.ts';
import { normalUpperTail } from './special.ts';

/** The rank-sum statistic of x over y. */
export interface MannWhitney {
  /** #{x>y} + #{x=y}/2. */
  readonly u: number;
  /** One-sided, against larger x; normal approximation with corrections for ties and continuity. */
  readonly pGreater: number;
}

/**
 * Mann-Whitney U test (Mann & Whitney 1947). NaN in, NaN out; infinities have ranks like others.
 * @throws RangeError for an empty sample
 */
export function mannWhitney(x: readonly number[], y: readonly number[]): MannWhitney {
  requireCount('mannWhitney: x', x, 1);
  requireCount('mannWhitney: y', y, 1);
  const { greater, ties } = pairCounts(x, y);
  const u = greater + ties / 2;
  const pairs = x.length * y.length;
  const total = x.length + y.length;
  const spread = Math.sqrt((pairs / 12) * (total + 1 - tieSum([...x, ...y]) / (total * (total - 1))));
  return { u, pGreater: normalUpperTail((u - pairs / 2 - 0.5) / spread) };
}

/** Sum of t^3 - t over groups of t equal values. */
function tieSum(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + count ** 3 - count, 0);
}

/** How often a value of x is larger than, and equal to, a value of y; NaN, which no order holds, makes both NaN. */
function pairCounts(x: readonly number[], y: readonly number[]): { greater: number; ties: number } {
  if ([...x, ...y].some(Number.isNaN)) return { greater: NaN, ties: NaN };
  const pairs = (holds: (a: number, b: number) => boolean): number =>
    x.reduce((count, a) => count + y.filter((b) => holds(a, b)).length, 0);
  return { greater: pairs((a, b) => a > b), ties: pairs((a, b) => a === b) };
}
