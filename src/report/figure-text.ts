import type { FigureEvidence } from '#claim';
import { formatNumber } from './format.ts';

/** A figure as a table for a terminal: a row per point of its first line, medians with quartiles of every line. */
export function figureText({ name, x, y, lines }: FigureEvidence): string {
  const head = [x.label, ...lines.map((line) => line.name)];
  const rows = lines[0]!.x.map((_, point) => [
    formatNumber(lines[0]!.x[point]!),
    ...lines.map((line) => cell(line, point)),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const text = (row: readonly string[]): string =>
    row
      .map((value, column) => (column === 0 ? value.padEnd(widths[0]!) : value.padStart(widths[column]!)))
      .join('  ');
  return [`${name}: ${y.label}, median (quartiles)`, text(head), ...rows.map(text)].join('\n  ');
}

function cell({ x, y, lower, upper }: FigureEvidence['lines'][number], point: number): string {
  if (point >= x.length || Number.isNaN(y[point])) return '-';
  return `${formatNumber(y[point]!)} (${formatNumber(lower[point]!)} to ${formatNumber(upper[point]!)})`;
}
