import { decide, decisionAt, interquartileMean } from '#stats';
import { lastLook, looks } from './looks.ts';
import { outcomeOf } from './outcome.ts';
import type { HypothesisStanding, Outcome, Standing } from './outcome.ts';
import { medianBound, satisfies } from './panels.ts';
import { reasonOf } from './reason.ts';
import type { ControlEvidence, Decision, Evidence, PanelEvidence, PanelHead } from './evidence-types.ts';
import type { SeedNumbers, TrialPlan } from './trial-plan.ts';

/** All that evidence says of a decision. */
export type TrialEvidence = Pick<
  Evidence,
  | 'verdict'
  | 'inconclusive'
  | 'reason'
  | 'seeds'
  | 'successes'
  | 'log10EvidenceFor'
  | 'log10EvidenceAgainst'
  | 'panels'
  | 'controls'
  | 'requires'
  | 'looks'
>;

/** Seeds at the look after `seen`; the last is at the budget, which may be below the first look of the plan. */
export function nextLook(seen: number, budget: number): number {
  return Math.min(looks.find((look) => look > seen) ?? budget, budget);
}

/**
 * Decides a claim from its numbers, look by look, and stops at the first look that settles it: a function of the numbers
 * alone, so that what is stored can be derived again.
 * @param seeds in seed order; those after the look that settles the claim are not read
 * @returns undefined while more seeds are needed
 */
export function concludeTrial(plan: TrialPlan, seeds: readonly SeedNumbers[]): TrialEvidence | undefined {
  const budget = plan.budget ?? Math.min(seeds.length, lastLook);
  for (let look = nextLook(0, budget); look <= seeds.length; look = nextLook(look, budget)) {
    const standing = standingOf(plan, seeds.slice(0, look), look === budget);
    const outcome = outcomeOf(standing);
    if (outcome) return evidenceOf(plan, seeds.slice(0, look), standing, outcome);
    if (look === budget) return undefined;
  }
  return undefined;
}

function standingOf(plan: TrialPlan, seeds: readonly SeedNumbers[], exhausted: boolean): Standing {
  const { panels, requires, controls } = plan;
  return {
    treatment: hypothesisOf(panels, seeds, (one) => one.panels),
    controls: controls.map((_, index) => hypothesisOf(panels, seeds, (one) => one.controls[index]!)),
    requires: requires.length > 0 ? hypothesisOf(requires, seeds, (one) => one.requires) : undefined,
    seeds: seeds.length,
    areAlike: seeds.length > 1 && seeds.every(({ measured }) => measured === seeds[0]!.measured),
    exhausted,
  };
}

type NumbersOf = (seed: SeedNumbers) => readonly number[];

/** Each hypothesis stops at its own first crossing, whatever comes after. */
function hypothesisOf(
  panels: readonly PanelHead[],
  seeds: readonly SeedNumbers[],
  numbersOf: NumbersOf,
): HypothesisStanding {
  const numbers = seeds.map(numbersOf);
  const nonFinite = numbers.filter((values) => isNonFinite(panels, values)).length;
  return { ...decide(outcomesOf(panels, numbers)).decision, nonFinite };
}

/** Whether nothing was measured of a seed: no primary number, or panels that fail by numbers that are not finite alone. */
function isNonFinite(panels: readonly PanelHead[], values: readonly number[]): boolean {
  const failed = panels.flatMap((panel, index) => (satisfies(panel, values[index]!) ? [] : [values[index]!]));
  return !Number.isFinite(values[0]) || (failed.length > 0 && !failed.some(Number.isFinite));
}

function outcomesOf(panels: readonly PanelHead[], seeds: readonly (readonly number[])[]): boolean[] {
  return seeds.map((numbers) => panels.every((panel, index) => satisfies(panel, numbers[index]!)));
}

function evidenceOf(
  plan: TrialPlan,
  seeds: readonly SeedNumbers[],
  standing: Standing,
  outcome: Outcome,
): TrialEvidence {
  const { treatment } = standing;
  const panels = panelsEvidence(plan.panels, seeds, treatment, (one) => one.panels);
  const controls = plan.controls.map(({ name, exchange }, index): ControlEvidence => {
    const decision = plain(standing.controls[index]!);
    const shown = panelsEvidence(plan.panels, seeds, decision, (one) => one.controls[index]!);
    return {
      name,
      exchange,
      ...decision,
      panels: shown.map((panel) => ({
        name: panel.name,
        values: panel.values,
        held: panel.held,
        estimate: panel.estimate,
      })),
    };
  });
  const requires = standing.requires && {
    ...plain(standing.requires),
    panels: panelsEvidence(plan.requires, seeds, standing.requires, (one) => one.requires),
  };
  const { seeds: counted, successes, log10EvidenceFor, log10EvidenceAgainst } = treatment;
  return {
    ...outcome,
    reason: reasonOf({ panels, controls, requires, standing, outcome }),
    ...{ seeds: counted, successes, log10EvidenceFor, log10EvidenceAgainst },
    panels,
    controls,
    ...(requires && { requires }),
    looks: looksUpTo(seeds.length).map((look) => countsOf(plan.panels, seeds.slice(0, look))),
  };
}

function plain(standing: HypothesisStanding): Decision {
  const { verdict, seeds, successes, log10EvidenceFor, log10EvidenceAgainst } = standing;
  return { verdict, seeds, successes, log10EvidenceFor, log10EvidenceAgainst };
}

/** The looks at which the seeds were seen; the last one may be of a budget below the first. */
function looksUpTo(seeds: number): number[] {
  return [...looks.filter((look) => look < seeds), seeds];
}

/** The counts so far, past the crossing as well. */
function countsOf(panels: readonly PanelHead[], seeds: readonly SeedNumbers[]): Decision {
  const outcomes = outcomesOf(
    panels,
    seeds.map((one) => one.panels),
  );
  const counted = decisionAt(outcomes.filter(Boolean).length, outcomes.length);
  return { ...counted, verdict: decide(outcomes).decision.verdict };
}

function panelsEvidence(
  panels: readonly PanelHead[],
  seeds: readonly SeedNumbers[],
  decision: Decision,
  numbersOf: NumbersOf,
): PanelEvidence[] {
  return panels.map((panel, index) => {
    const values = seeds.map((seed) => numbersOf(seed)[index]!);
    return {
      ...panel,
      values,
      held: values.slice(0, decision.seeds).filter((value) => satisfies(panel, value)).length,
      estimate: interquartileMean(values.filter(Number.isFinite)),
      lower: medianBound(panel, values),
    };
  });
}
