import { canonicalJson, messageOf, UserError } from '#core';
import type { PanelHead } from './evidence-types.ts';
import { type Exchange, exchangesOf } from './replacements.ts';
import type { SeedNumbers, TrialPlan } from './trial-plan.ts';
import type { EmpiricalClaim, Measures, Panel } from './types.ts';
import { namesOf, refuseUnknown, type WatchedMeasures, watchMeasures } from './watch-measures.ts';

/** Measures of one seed's arms. */
export type SeedMeasures = Readonly<Record<string, Measures>>;

/**
 * Each panel's number for one seed; none that is finite of a panel that read a measure which is not.
 * @throws UserError naming claim and panel, when it throws, gives no number, or reads an arm or a measure that does not
 *   exist, whatever it makes of that
 */
function numbersOf(
  id: string,
  panels: readonly Panel[],
  arms: SeedMeasures,
  measured = namesOf(arms),
): number[] {
  return panels.map((panel) => {
    const watched = watchMeasures(arms, measured);
    const value = valueOf(id, panel, watched);
    if (typeof value === 'number') return watched.wasNonFinite() && Number.isFinite(value) ? NaN : value;
    throw new UserError(
      `claim ${id}: panel "${panel.name}" gave ${String(value)}; return a number, of measures that exist`,
    );
  });
}

function valueOf(id: string, { name, of }: Panel, watched: WatchedMeasures): unknown {
  const where = `claim ${id}: panel "${name}"`;
  try {
    const value: unknown = of(watched.arms);
    refuseUnknown(where, watched);
    return value;
  } catch (cause) {
    // A name that is not there is why: what is thrown speaks of undefined.
    refuseUnknown(where, watched);
    const error = new UserError(
      `${where} throws: ${messageOf(cause)}`,
      'let it only read the measures that it is given, and return NaN where they give no number',
    );
    error.cause = cause;
    throw error;
  }
}

/** The primary panel and the further ones. */
export function panelsOf({ effect, also = [] }: EmpiricalClaim): readonly Panel[] {
  return [effect, ...also];
}

/** The measures of one seed with stand-ins in place of the arms that a control exchanges. */
export function exchanged(arms: SeedMeasures, exchange: Exchange): SeedMeasures {
  const places = Object.entries(exchange).map(([arm, standIn]) => [arm, arms[standIn]!] as const);
  return { ...arms, ...Object.fromEntries(places) };
}

/** All that a decision needs of one seed: the panels of the treatment, of each control, and what is required. */
export function seedNumbers(claim: EmpiricalClaim, arms: SeedMeasures): SeedNumbers {
  const panels = panelsOf(claim);
  const names = namesOf(arms);
  return {
    measured: canonicalJson(arms),
    panels: numbersOf(claim.id, panels, arms),
    controls: Object.values(exchangesOf(claim)).map((exchange) =>
      numbersOf(claim.id, panels, exchanged(arms, exchange), names),
    ),
    requires: numbersOf(claim.id, claim.requires ?? [], arms),
  };
}

/** What a claim declares of its decision at a tier. */
export function planOf(claim: EmpiricalClaim, budget: number): TrialPlan {
  return {
    panels: panelsOf(claim).map(headOf),
    requires: (claim.requires ?? []).map(headOf),
    controls: Object.entries(exchangesOf(claim)).map(([name, exchange]) => ({ name, exchange })),
    budget,
  };
}

function headOf({ name, unit, because, rule, margin }: Panel): PanelHead {
  return { name, unit, because, rule, margin } as PanelHead;
}
