import { dot } from './reduced-network.ts';

/** Columns have hundreds of values: much faster than `Math.hypot`. */
const norm = (column: readonly number[]): number => Math.sqrt(dot(column, column));

/**
 * Rank of a matrix given by its columns: how many are left longer than `tolerance`, of unit columns, once the part that
 * earlier ones span is taken away, the longest first.
 */
export function rankOf(columns: readonly (readonly number[])[], tolerance: number): number {
  let left = columns
    .filter((column) => norm(column) > 0)
    .map((column) => column.map((value) => value / norm(column)));
  let rank = 0;
  for (;;) {
    const lengths = left.map(norm);
    const longest = Math.max(...lengths, 0);
    if (longest <= tolerance) return rank;
    const pivot = left[lengths.indexOf(longest)]!.map((value) => value / longest);
    left = left.map((column) => {
      const along = dot(pivot, column);
      return column.map((value, i) => value - along * pivot[i]!);
    });
    rank++;
  }
}
