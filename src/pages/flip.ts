import type { Evidence, PanelEvidence } from '#claim';
import { decisionAt } from '#stats';

/** What would have changed a verdict. */
export interface Flip {
  /** Fewest of `seeds` seeds that are evidence enough. */
  readonly needed: number;
  /** By panel, the margin up to which (or from which) enough seeds succeed; undefined for a band. */
  readonly margins: readonly (number | undefined)[];
  /** Indices of the seeds whose numbers are nearest to the margin, the nearest first. */
  readonly nearest: readonly number[];
}

/**
 * How far the decision of a claim is from another: how many seeds had to succeed, at which margin of each panel just as many
 * would have, and which seeds are nearest to the primary margin. Undefined where nothing was decided by seeds.
 */
export function flipOf({ panels, seeds }: Pick<Evidence, 'panels' | 'seeds'>): Flip | undefined {
  const [panel] = panels;
  if (!panel || seeds === 0) return undefined;
  const needed = fewest(seeds);
  if (needed === undefined) return undefined;
  const nearest = panel.values
    .slice(0, seeds)
    .map((value, index) => ({ index, distance: distanceOf(panel, value) }))
    .filter(({ distance }) => Number.isFinite(distance))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ index }) => index);
  return { needed, margins: panels.map((one) => marginFor(one, seeds, needed)), nearest };
}

/** The most successes of so many seeds that refute; undefined where none at all do not. */
export function mostRefuted(seeds: number): number | undefined {
  return Array.from({ length: seeds + 1 }, (_, failures) => seeds - failures).find(
    (successes) => decisionAt(successes, seeds).verdict === 'refuted',
  );
}

/** The fewest successes of so many seeds that support; undefined where all of them do not. */
function fewest(seeds: number): number | undefined {
  return Array.from({ length: seeds + 1 }, (_, successes) => successes).find(
    (successes) => decisionAt(successes, seeds).verdict === 'supported',
  );
}

/** The margin that exactly `needed` of the seeds reach. */
function marginFor(panel: PanelEvidence, seeds: number, needed: number): number | undefined {
  if (panel.rule === 'between') return undefined;
  const values = panel.values
    .slice(0, seeds)
    .map((value) => (panel.rule === 'staysWithin' ? Math.abs(value) : value));
  const worst = panel.rule === 'exceeds' ? -Infinity : Infinity;
  const sorted = values.map((value) => (Number.isFinite(value) ? value : worst)).sort((a, b) => a - b);
  const margin = panel.rule === 'exceeds' ? sorted[seeds - needed] : sorted[needed - 1];
  return margin !== undefined && Number.isFinite(margin) ? margin : undefined;
}

function distanceOf({ rule, margin }: PanelEvidence, value: number): number {
  if (typeof margin !== 'number') return Math.min(...margin.map((edge) => Math.abs(value - edge)));
  return Math.abs((rule === 'staysWithin' ? Math.abs(value) : value) - margin);
}
