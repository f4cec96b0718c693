import type { FigureEvidence } from '#claim';
import { formatNumber } from '../format.ts';
import { hanging } from './hanging.ts';
import { keyedTable, letterKey } from './keyed-table.ts';

/** A figure as a table for a terminal: a row per point of its first line, medians with quartiles of every line. */
export function figureText({ name, x, y, lines }: FigureEvidence, width: number): string {
  const points = lines[0]!.x;
  const table = keyedTable(
    {
      head: { name: x.label, key: 'x' },
      rows: points.map(formatNumber),
      groups: lines.map((line, index) => [
        { name: line.name, key: letterKey(index), cells: points.map((at, point) => cell(line, point, at)) },
      ]),
      legend: [['x', x.label], ...lines.map((line, index) => [letterKey(index), line.name] as const)],
    },
    width,
  );
  return `${hanging('', `${name}: ${y.label}, median (quartiles)`, width)}\n\n${table}`;
}

/** @param at where the point of the first line is */
function cell({ x, y, lower, upper }: FigureEvidence['lines'][number], point: number, at: number): string {
  if (point >= x.length || Number.isNaN(y[point])) return '-';
  const shown = `${formatNumber(y[point]!)} (${formatNumber(lower[point]!)} to ${formatNumber(upper[point]!)})`;
  return x[point] === at ? shown : `${shown} at ${formatNumber(x[point]!)}`;
}
