import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';

const none = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '', left: '', right: '', middle: '  ' };
const rule = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '' };
const end = { bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' };

/**
 * Rows below their heads without lines around them, two spaces between columns.
 * @param numbers whether every column but the first is of numbers, which end below each other
 */
export function plainTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { numbers = false }: { readonly numbers?: boolean } = {},
): string {
  const table = new Table({
    head: [...head],
    chars: { ...none, ...rule, ...end },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: head.map((_, column) => (numbers && column > 0 ? 'right' : 'left')),
  });
  for (const row of rows) table.push([...row]);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Columns of the longest line of a text. */
export function columnsOf(text: string): number {
  return Math.max(
    ...stripVTControlCharacters(text)
      .split('\n')
      .map((line) => line.length),
  );
}
