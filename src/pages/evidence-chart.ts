import * as Plot from '@observablehq/plot';
import type { Evidence } from '#claim';
import { evidenceThreshold } from '#stats';
import { chart, colors } from './chart.ts';
import type { Markup } from './html.ts';

interface Point {
  readonly seeds: number;
  readonly side: string;
  readonly evidence: number;
}

/** Evidence for and against after each look, with the threshold at which a side wins. */
export function evidenceChart(looks: Evidence['looks']): Markup {
  const points: Point[] = looks.flatMap(({ seeds, log10EvidenceFor, log10EvidenceAgainst }) => [
    { seeds, side: 'for', evidence: log10EvidenceFor },
    { seeds, side: 'against', evidence: log10EvidenceAgainst },
  ]);
  const fill = ({ side }: Point): string => (side === 'for' ? colors.treatment : colors.control);
  return chart(
    {
      height: 220,
      marginLeft: 60,
      marginBottom: 40,
      x: { label: 'seeds', domain: [0, Math.max(...looks.map(({ seeds }) => seeds)) + 1] },
      y: { label: 'log10 of the evidence', grid: true },
      marks: [
        Plot.ruleY([Math.log10(evidenceThreshold)], {
          stroke: colors.margin,
          strokeWidth: 2,
          strokeDasharray: '5 3',
        }),
        Plot.line(points, {
          x: 'seeds',
          y: 'evidence',
          z: 'side',
          stroke: 'currentColor',
          strokeOpacity: 0.4,
        }),
        Plot.dot(points, { x: 'seeds', y: 'evidence', r: 5, fill }),
        Plot.text(points, { x: 'seeds', y: 'evidence', text: 'side', dx: 8, textAnchor: 'start' }),
      ],
    },
    {
      label: `evidence for and against after each look; ${evidenceThreshold} decides`,
      columns: ['seeds', 'successes', 'log10 for', 'log10 against', 'verdict'],
      rows: looks.map(({ seeds, successes, log10EvidenceFor, log10EvidenceAgainst, verdict }) => [
        String(seeds),
        successes,
        log10EvidenceFor,
        log10EvidenceAgainst,
        verdict,
      ]),
    },
  );
}
