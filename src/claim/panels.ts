import { canonicalJson, messageOf, UserError } from '#core';
import { medianLowerBound, medianUpperBound } from '#stats';
import type { PanelHead } from './evidence-types.ts';
import { type Exchange, exchangesOf } from './replacements.ts';
import type { SeedNumbers, TrialPlan } from './trial-plan.ts';
import type { EmpiricalClaim, Measures, Panel, Rule } from './types.ts';
import { namesOf, refuseUnknown, type WatchedMeasures, watchMeasures } from './watch-measures.ts';

/** Measures of one seed's arms. */
export type SeedMeasures = Readonly<Record<string, Measures>>;

/** Whether a seed's number satisfies a rule; ties and numbers that are not finite do as the rule says in `types.ts`. */
export function satisfies(rule: Rule, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  switch (rule.rule) {
    case 'exceeds':
      return value > rule.margin;
    case 'staysBelow':
      return value < rule.margin;
    case 'staysWithin':
      return Math.abs(value) <= rule.margin;
    case 'between':
      return rule.margin[0] < value && value < rule.margin[1];
  }
}

/** Bound of the median on the side that the rule guards (see `PanelEvidence.lower`); failed runs count as worst. */
export function medianBound(rule: Rule, values: readonly number[]): number {
  switch (rule.rule) {
    case 'exceeds':
      return medianLowerBound(values);
    case 'staysBelow':
      return medianUpperBound(values);
    case 'staysWithin':
      return medianUpperBound(values.map(Math.abs));
    case 'between': {
      const [low, high] = rule.margin;
      return medianLowerBound(values.map((value) => Math.min(value - low, high - value)));
    }
  }
}

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
