import * as Plot from '@observablehq/plot';
import type { ControlEvidence, PanelEvidence } from '#claim';
import { formatRule, formatUnit, marginsOf } from '#report';
import { chart, colors } from './chart.ts';
import type { Markup } from './html.ts';

interface Dot {
  readonly row: string;
  readonly seed: number;
  readonly value: number;
}

const treatment = 'the claim';

/** Every seed of the treatment and of each control against the margin of one panel. */
export function panelChart(
  panel: PanelEvidence,
  place: number,
  controls: readonly ControlEvidence[],
): Markup {
  const rows = [
    { name: treatment, values: panel.values },
    ...controls.map(({ name, panels }) => ({ name: `control: ${name}`, values: panels[place]!.values })),
  ];
  const dots: Dot[] = rows.flatMap(({ name, values }) =>
    values.flatMap((value, seed) => (Number.isFinite(value) ? [{ row: name, seed, value }] : [])),
  );
  const margins = marginsOf(panel);
  return chart(
    {
      height: 60 + 34 * rows.length,
      marginLeft: 290,
      marginBottom: 40,
      x: { label: `${panel.name} (${panel.unit})`, grid: true, nice: true, ticks: 5 },
      y: { domain: rows.map(({ name }) => name), label: null, tickFormat: lined },
      marks: [
        Plot.ruleX(margins, { stroke: colors.margin, strokeWidth: 2, strokeDasharray: '5 3' }),
        // One colour a mark: said once, not with every dot.
        ...[true, false].map((own) =>
          Plot.dot(
            dots.filter(({ row }) => (row === treatment) === own),
            { x: 'value', y: 'row', r: 4, fill: own ? colors.treatment : colors.control, fillOpacity: 0.6 },
          ),
        ),
      ],
    },
    {
      label: `${panel.name}: each seed of the claim and of its controls; the rule is ${formatRule(panel)}${formatUnit(panel.unit)}`,
      columns: ['seed', ...rows.map(({ name }) => name)],
      rows: Array.from({ length: Math.max(...rows.map(({ values }) => values.length)) }, (_, seed) => [
        String(seed + 1),
        ...rows.map(({ values }) => values[seed] ?? '-'),
      ]),
    },
  );
}

/** Names that fit beside the axis. */
const lined = (name: string): string => (name.length > 42 ? `${name.slice(0, 41)}…` : name);
