import type { RowAxis } from './kernels.ts';

/** Joins neighbouring axes, outer ones first, whose rows are as far apart as if they were one axis. */
export function mergeRows(rows: readonly RowAxis[]): RowAxis[] {
  const merged: RowAxis[] = [];
  for (const row of rows) {
    const outer = merged.at(-1);
    if (outer?.a === row.a * row.extent && outer.c === row.c * row.extent)
      merged[merged.length - 1] = { ...row, extent: outer.extent * row.extent };
    else merged.push(row);
  }
  return merged;
}
