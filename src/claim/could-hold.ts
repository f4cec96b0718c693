import { fieldName } from './describe-issues.ts';
import { exchanged, panelsOf, satisfies, type SeedMeasures } from './panels.ts';
import { exchangesOf } from './replacements.ts';
import type { EmpiricalClaim, Panel } from './types.ts';

/**
 * Measures that are given to show that a control could hold (`couldHold`) and do not: those that some panel is not satisfied
 * by, as they are or with the arms of the control exchanged.
 * @returns a line for each control, with the panels, their numbers and what to do
 */
export function couldHoldProblems(claim: EmpiricalClaim): string[] {
  const [panels, exchanges] = [panelsOf(claim), exchangesOf(claim)];
  return Object.entries<SeedMeasures>(claim.couldHold ?? {}).flatMap(([control, measures]) => {
    const exchange = exchanges[control]!;
    const failed = [
      ...failedPanels(panels, measures, ''),
      ...failedPanels(panels, exchanged(measures, exchange), ' after the exchange'),
    ];
    if (failed.length === 0) return [];
    const field = fieldName(['couldHold', control]);
    return [
      `${field} does not show that the control could hold: ${failed.join(', ')}; give measures that satisfy every panel ` +
        'before and after the exchange, or exchange another arm',
    ];
  });
}

function failedPanels(panels: readonly Panel[], measures: SeedMeasures, when: string): string[] {
  return panels.flatMap((panel) => {
    const value = numberOf(panel, measures);
    return satisfies(panel, value) ? [] : [`"${panel.name}" is ${Number(value.toPrecision(6))}${when}`];
  });
}

/** A panel's number; NaN where it gives none or throws, as it may at measures that no training gives. */
export function numberOf({ of }: Panel, arms: SeedMeasures): number {
  try {
    const value: unknown = of(arms);
    return typeof value === 'number' ? value : NaN;
  } catch {
    return NaN;
  }
}
