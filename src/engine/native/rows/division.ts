import type { Share } from '../../plan/kernels.ts';

/** From `start` up to but without `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Work of fewer elements is not divided: the barrier costs more. */
const worthwhile = 8192;

/** Elements of a cache line, against false sharing. */
const line = 16;

/** The rows and the columns of a part of the work. */
export interface Part {
  readonly rows: Range;
  readonly columns: Range;
}

/**
 * The part of [rows, columns] outputs that falls to a share: rows if there are enough for all, else columns in blocks of
 * lines, else all to the first. `work`: elements read or written in all.
 */
export function partOf(rows: number, columns: number, work: number, share: Share): Part {
  const all = { rows: { start: 0, end: rows }, columns: { start: 0, end: columns } };
  const { count } = share;
  if (count === 1) return all;
  if (work >= worthwhile && rows >= count) return { ...all, rows: blockOf(rows, 1, share) };
  if (work >= worthwhile && columns >= count * line)
    return { ...all, columns: blockOf(columns, line, share) };
  return share.index === 0 ? all : { ...all, rows: { start: 0, end: 0 } };
}

function blockOf(total: number, unit: number, { index, count }: Share): Range {
  const units = Math.ceil(total / unit);
  const bound = (i: number) => Math.min(total, Math.floor((units * i) / count) * unit);
  return { start: bound(index), end: bound(index + 1) };
}

export function lengthOf({ start, end }: Range): number {
  return Math.max(0, end - start);
}
