import type { Evidence, PanelEvidence } from '#claim';
import { leastHeld } from '#core';
import { decisivePanel } from './decisive-panel.ts';
import { element } from './xml.ts';

export interface StripPlace {
  readonly x: number;
  /** Middle of the strip. */
  readonly y: number;
  readonly width: number;
}

export interface StripColors {
  readonly seeds: string;
  readonly controls: string;
  readonly margin: string;
  readonly axis: string;
}

/**
 * The numbers of the panel that decided on one axis: a filled dot per seed, a hollow one below it per seed of every
 * control that this panel refuted or nothing did, and the margin as a line. Nothing for evidence without panels; numbers that are not finite are left out.
 */
export function seedStrip(evidence: Evidence, { x, y, width }: StripPlace, colors: StripColors): string {
  const panel = decisivePanel(evidence);
  if (!panel) return '';
  const seeds = panel.values.filter(Number.isFinite);
  const place = evidence.panels.indexOf(panel);
  const others = evidence.controls
    .filter(({ verdict, panels }) => verdict !== 'refuted' || leastHeld(panels).includes(panels[place]!))
    .flatMap(({ panels }) => panels[place]!.values)
    .filter(Number.isFinite);
  const margins = marginsOf(panel);
  const at = scaleOver([...seeds, ...others, ...margins, 0], x + 5, x + width - 5);
  const line = (from: readonly [number, number], to: readonly [number, number], stroke: string): string =>
    element('line', { x1: from[0], y1: from[1], x2: to[0], y2: to[1], stroke });
  const dot = (value: number, cy: number, look: Readonly<Record<string, string | number>>): string =>
    element('circle', { cx: at(value), cy, r: 3.2, ...look });
  return [
    line([x, y], [x + width, y], colors.axis),
    ...margins.map((margin) => line([at(margin), y - 13], [at(margin), y + 13], colors.margin)),
    ...others.map((value) => dot(value, y + 6.5, { fill: 'none', stroke: colors.controls })),
    ...seeds.map((value) => dot(value, y - 6.5, { fill: colors.seeds, 'fill-opacity': 0.55 })),
  ].join('');
}

/** The edges that a rule sets. */
export function marginsOf({ rule, margin }: PanelEvidence): number[] {
  if (typeof margin !== 'number') return [...margin];
  return rule === 'staysWithin' ? [-margin, margin] : [margin];
}

function scaleOver(values: readonly number[], from: number, to: number): (value: number) => number {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  return (value) => (span === 0 ? (from + to) / 2 : from + ((value - low) / span) * (to - from));
}
