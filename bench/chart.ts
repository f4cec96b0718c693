import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { bestTorch, ourRow } from './verdicts.ts';
import type { Row } from './measure.ts';
import { times } from './text.ts';

/** What is used of the DOM, whose types this package does not load. */
interface SvgElement {
  setAttribute(name: string, value: string): void;
  readonly outerHTML: string;
}

interface Point {
  readonly case: string;
  readonly replicas: string;
  readonly ratio: number;
}

/** How many times faster than the best of PyTorch's ways, for every case and number of replicas, as SVG. */
export function ratioChart(groups: readonly (readonly Row[])[], caption: string): string {
  const points = groups.flatMap(pointOf);
  const { document } = parseHTML('<html><body></body></html>') as unknown as { document: never };
  const names = [...new Set(points.map((point) => point.case))];
  const chart: unknown = Plot.plot({
    document,
    width: 900,
    height: 90 + 48 * names.length,
    marginLeft: 40,
    marginRight: 170,
    marginBottom: 45,
    style: { background: 'white', color: '#222', fontFamily: 'sans-serif', fontSize: '12px' },
    x: {
      type: 'log',
      label: 'times faster than PyTorch',
      labelOffset: 40,
      domain: extent(points),
      grid: true,
      tickFormat: (value: number) => `${value}x`,
    },
    y: { label: 'replicas', tickSize: 0, domain: replicaCounts(points) },
    fy: { label: null, domain: names },
    color: { scheme: 'blues', type: 'ordinal', domain: ['', ...replicaCounts(points)] },
    marks: [
      Plot.barX(points, { x1: 1, x2: 'ratio', y: 'replicas', fy: 'case', fill: 'replicas' }),
      Plot.text(points, {
        x: (point: Point) => Math.max(1, point.ratio),
        y: 'replicas',
        fy: 'case',
        text: (point: Point) => times(point.ratio),
        textAnchor: 'start',
        dx: 4,
        fontSize: 10,
      }),
      Plot.ruleX([1], { stroke: '#c0392b', strokeWidth: 1.5 }),
    ],
  });
  const svg = chart as SvgElement;
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', caption);
  return `${svg.outerHTML}\n`;
}

function pointOf(rows: readonly Row[]): Point[] {
  const ours = ourRow(rows);
  const torch = bestTorch(rows);
  if (!ours || !torch) return [];
  const ratio = torch.milliseconds! / ours.milliseconds!;
  return [{ case: ours.case, replicas: String(ours.replicas), ratio }];
}

function replicaCounts(points: readonly Point[]): string[] {
  return [...new Set(points.map(({ replicas }) => replicas))].sort((a, b) => Number(a) - Number(b));
}

/** From a little below the smallest ratio, and never above 1, to the largest. */
function extent(points: readonly Point[]): [number, number] {
  const ratios = points.map(({ ratio }) => ratio);
  // Room for the number behind the longest bar.
  return [Math.min(0.5, ...ratios), 1.25 * Math.max(2, ...ratios)];
}
