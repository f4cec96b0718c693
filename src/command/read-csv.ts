import { numberOf } from './number-text.ts';
import { parseCsv } from './parse-csv.ts';
import { ReadingError, shown } from './reading-error.ts';
import type { Point } from './point.ts';

export interface CsvOptions {
  readonly value: string;
  readonly step?: string | undefined;
  readonly blank?: 'skip' | 'NaN' | undefined;
  /** The file, in messages. */
  readonly source: string;
}

/**
 * The numbers of a column under its head.
 * @throws ReadingError at a missing column, a row of another length, and a cell that is no number
 */
export function readCsv(text: string, { value, step, blank, source }: CsvOptions): Point[] {
  const [head = [], ...rows] = parseCsv(text);
  const column = (name: string): number => {
    const index = head.map((title) => title.trim()).indexOf(name);
    if (index >= 0) return index;
    throw new ReadingError(`${source} has no column ${name}`, `its columns are ${head.join(', ') || 'none'}`);
  };
  const [valueAt, stepAt] = [column(value), step === undefined ? undefined : column(step)];
  const points = rows.flatMap((cells, index): Point[] => {
    const at = `row ${index + 1} of ${source}`;
    if (cells.length !== head.length) {
      throw new ReadingError(
        `${at} has ${cells.length} cells, the head has ${head.length}`,
        'let every row have a cell for each column; a run that was cut short may have left half a row',
      );
    }
    const cell = cells[valueAt]!;
    if (cell.trim() === '' && blank === 'skip') return [];
    const number = cell.trim() === '' && blank === 'NaN' ? NaN : cellNumber(cell, value, at);
    return [
      { value: number, step: stepAt === undefined ? undefined : cellNumber(cells[stepAt]!, step!, at) },
    ];
  });
  if (points.length > 0) return points;
  throw new ReadingError(
    `${source} has no number in the column ${value}`,
    'let the program write rows below the head',
  );
}

function cellNumber(cell: string, name: string, at: string): number {
  const number = numberOf(cell);
  if (number !== undefined) return number;
  if (cell.trim() === '') {
    throw new ReadingError(
      `${name} is empty in ${at}`,
      "say what that means: blank: 'skip' where the row has none, blank: 'NaN' where it is a number that is not finite",
    );
  }
  throw new ReadingError(`${name} is ${shown(cell)} in ${at}`, 'write a number, nan for a run that diverged');
}
