import type { Evidence, PanelEvidence } from '#claim';
import { leastHeld } from '#core';
import { formatEffect } from './format.ts';

/**
 * The panel that a verdict is shown by: the one that held least where the treatment failed, the primary one otherwise.
 * Undefined for invariants.
 */
export function decisivePanel({ panels, successes, seeds }: Evidence): PanelEvidence | undefined {
  const [primary] = panels;
  if (!primary || successes === seeds || panels.length === 1) return primary;
  return leastHeld(panels)[0];
}

/** The effect of the decisive panel; a further panel is named, with how often it held. */
export function decisiveEffect(evidence: Evidence): string | undefined {
  const panel = decisivePanel(evidence);
  if (!panel) return undefined;
  const effect = formatEffect(panel);
  return panel === evidence.panels[0] ? effect : `${panel.name} ${panel.held}/${evidence.seeds}: ${effect}`;
}
