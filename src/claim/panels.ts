import { UserError } from '#core';
import { interquartileMean, medianLowerBound, medianUpperBound } from '#stats';
import type { PanelEvidence } from './evidence-types.ts';
import type { EmpiricalClaim, Measures, Panel, Rule } from './types.ts';

type SeedMeasures = Readonly<Record<string, Measures>>;

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

/** Each panel's number for one seed. */
export function numbersOf(claim: EmpiricalClaim, arms: SeedMeasures): number[] {
  return panelsOf(claim).map(({ name, of }) => {
    const value: unknown = of(arms);
    if (typeof value === 'number') return value;
    throw new UserError(
      `claim ${claim.id}: panel "${name}" gave ${String(value)}; return a number, of measures that exist`,
    );
  });
}

/** The primary panel and the further ones. */
export function panelsOf({ effect, also = [] }: EmpiricalClaim): readonly Panel[] {
  return [effect, ...also];
}

/** The measures of one seed with stand-ins in place of the arms that a control exchanges. */
export function exchanged(
  arms: SeedMeasures,
  exchange: Readonly<Record<string, string | undefined>>,
): SeedMeasures {
  const places = Object.entries(exchange).map(([arm, standIn]) => [arm, arms[standIn!]!] as const);
  return { ...arms, ...Object.fromEntries(places) };
}

/** What the evidence keeps of a panel. */
export function panelEvidence(panel: Panel, values: readonly number[]): PanelEvidence {
  const { name, unit, rule, margin, because } = panel;
  return {
    name,
    unit,
    rule,
    margin,
    because,
    values,
    estimate: interquartileMean(values.filter(Number.isFinite)),
    lower: medianBound(panel, values),
  };
}
