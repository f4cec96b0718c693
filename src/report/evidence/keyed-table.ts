import { columnsOf, plainTable } from '../plain-table.ts';
import { hanging } from './hanging.ts';

/** A title, and what stands for it where there is no room for titles. */
interface Titled {
  readonly name: string;
  readonly key: string;
}

export interface KeyedColumn extends Titled {
  readonly cells: readonly string[];
}

export interface KeyedTable {
  /** Of the first column, which names the rows. */
  readonly head: Titled;
  readonly rows: readonly string[];
  /** Columns that stay together where they fit. */
  readonly groups: readonly (readonly KeyedColumn[])[];
  /** What the keys stand for; a line each. */
  readonly legend: readonly (readonly [key: string, text: string])[];
}

/** Between two columns. */
const gap = 2;

/**
 * A table of numbers below the names of its columns where that fits; else below keys with a legend, and in as many blocks as it
 * takes to fit.
 */
export function keyedTable(table: KeyedTable, width: number): string {
  const named = tableOf(table, table.groups.flat(), 'name');
  if (columnsOf(named) <= width) return named;
  const { legend } = table;
  const keys = Math.max(...legend.map(([key]) => key.length)) + gap;
  return [
    legend.map(([key, text]) => hanging(key.padEnd(keys), text, width)).join('\n'),
    ...blocksOf(table, width).map((columns) => tableOf(table, columns, 'key')),
  ].join('\n\n');
}

function tableOf({ head, rows }: KeyedTable, columns: readonly KeyedColumn[], title: keyof Titled): string {
  return plainTable(
    [head[title], ...columns.map((column) => column[title])],
    rows.map((name, row) => [name, ...columns.map(({ cells }) => cells[row]!)]),
    { numbers: true },
  );
}

/** The columns in their order, as many at a time as fit beside the names of the rows; at least one. */
function blocksOf({ head, rows, groups }: KeyedTable, width: number): KeyedColumn[][] {
  const room = width - widest(head.key, rows);
  const blocks: KeyedColumn[][] = [[]];
  let left = room;
  const begin = (): void => {
    if (blocks.at(-1)!.length > 0) blocks.push([]);
    left = room;
  };
  for (const group of groups) {
    if (group.reduce((sum, column) => sum + widthOf(column), 0) > left) begin();
    for (const column of group) {
      if (widthOf(column) > left) begin();
      blocks.at(-1)!.push(column);
      left -= widthOf(column);
    }
  }
  return blocks;
}

const widthOf = ({ key, cells }: KeyedColumn): number => gap + widest(key, cells);

const widest = (title: string, cells: readonly string[]): number =>
  Math.max(title.length, ...cells.map((cell) => cell.length));

/** A, B, ..., Z, AA, AB, ... */
export function letterKey(index: number): string {
  const before = Math.floor(index / 26);
  return `${before > 0 ? letterKey(before - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}
