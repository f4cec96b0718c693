import * as Plot from '@observablehq/plot';
import type { Curve, FigureEvidence } from '#claim';
import { median } from '#core';
import { armColor, chart } from './chart.ts';
import type { Markup } from './html.ts';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly line: string;
  readonly arm: string;
}

/** One recorded series in all arms: a line per seed that was kept, and their median where they are of the same steps. */
export function curveChart(curves: readonly Curve[]): Markup {
  const { label, scale, series } = curves[0]!;
  const shown = (y: number): boolean => Number.isFinite(y) && (scale !== 'log' || y > 0);
  const points: Point[] = curves.flatMap(({ arm, lines }) =>
    lines.flatMap(({ seed, x, y }) =>
      y.flatMap((value, index) =>
        shown(value) ? [{ arm, line: `${arm} ${seed}`, x: x[index]!, y: value }] : [],
      ),
    ),
  );
  const arms = curves.map(({ arm }) => arm);
  const middle = curves.flatMap(medianOf).filter(({ y }) => shown(y));
  return chart(
    {
      height: 280,
      marginLeft: 70,
      marginRight: 110,
      marginBottom: 40,
      color: { domain: arms, range: arms.map((_, index) => armColor(index)), legend: false },
      x: { label: 'step', ticks: 6 },
      y: { label, type: scale, grid: true, ticks: 5, ...(scale === 'log' && { tickFormat: '.0e' }) },
      marks: [
        Plot.line(points, {
          x: 'x',
          y: 'y',
          z: 'line',
          stroke: 'arm',
          strokeOpacity: middle.length > 0 ? 0.45 : 0.8,
        }),
        Plot.line(middle, { x: 'x', y: 'y', z: 'line', stroke: 'arm', strokeWidth: 2.2 }),
        ...arms.map((arm, index) =>
          Plot.text([arm], {
            ...{ frameAnchor: 'top-right', textAnchor: 'start', dx: 8, dy: 14 * index },
            ...{ text: [lined(arm)], fill: armColor(index) },
          }),
        ),
      ],
    },
    {
      label: `${label} over training, in the arms ${arms.join(', ')}`,
      columns: ['arm and seed', `last value of ${series}`, 'points'],
      rows: curves.flatMap(({ arm, lines }) =>
        lines.map(({ seed, y }) => [`${arm}, ${seed}`, y.at(-1) ?? '-', String(y.length)]),
      ),
    },
  );
}

/** The median of an arm's lines, step by step. */
function medianOf({ arm, lines }: Curve): Point[] {
  const [first] = lines;
  if (!first || lines.length < 3) return [];
  const same = lines.every(({ x }) => x.length === first.x.length && x.every((at, i) => at === first.x[i]));
  if (!same) return [];
  return first.x.map((x, index) => ({ arm, line: arm, x, y: median(lines.map(({ y }) => y[index]!)) }));
}

const mostOfName = 16;

/** Names that fit beside the drawing. */
const lined = (name: string): string =>
  name.length > mostOfName ? `${name.slice(0, mostOfName - 1)}…` : name;

/** A figure of the claim: medians over the seeds, with quartiles. */
export function figureChart({ name, x, y, lines }: FigureEvidence): Markup {
  const points = lines.flatMap((line) =>
    line.x.map((at, index) => ({
      line: line.name,
      x: at,
      y: line.y[index]!,
      lower: line.lower[index]!,
      upper: line.upper[index]!,
    })),
  );
  const finite = points.filter((point) => [point.x, point.y].every(Number.isFinite));
  const whole = finite.filter((point) => [point.lower, point.upper].every(Number.isFinite));
  const names = lines.map((line) => line.name);
  return chart(
    {
      height: 300,
      marginLeft: 70,
      marginBottom: 40,
      color: { domain: names, range: names.map((_, index) => armColor(index)), legend: false },
      x: { label: x.label, type: x.scale, ticks: 6 },
      y: { label: y.label, type: y.scale, grid: true, ticks: 5 },
      marks: [
        Plot.link(whole, { x1: 'x', x2: 'x', y1: 'lower', y2: 'upper', stroke: 'line', strokeWidth: 2 }),
        Plot.line(finite, { x: 'x', y: 'y', z: 'line', stroke: 'line' }),
        Plot.dot(finite, { x: 'x', y: 'y', fill: 'line', r: 4 }),
        Plot.text(
          finite,
          Plot.selectLast({ x: 'x', y: 'y', z: 'line', text: 'line', dx: 8, textAnchor: 'start' }),
        ),
      ],
      marginRight: 110,
    },
    {
      label: `${name}: medians over the seeds, with quartiles`,
      columns: ['line', x.label, 'median', 'lower quartile', 'upper quartile'],
      rows: points.map((point) => [point.line, point.x, point.y, point.lower, point.upper]),
    },
  );
}
