import { seedsOf } from '#core';
import { caseEvidence } from './case-evidence.ts';
import { figuresOf } from './figures.ts';
import { headEvidence } from './head-evidence.ts';
import { lastLook } from './looks.ts';
import { planOf, seedNumbers } from './panels.ts';
import type { SeedNumbers, TrialPlan } from './trial.ts';
import { concludeTrial } from './trial.ts';
import { seedStreamOf } from './seed-stream.ts';
import type { Evidence, PanelHead } from './evidence-types.ts';
import type { Claim, EmpiricalClaim } from './types.ts';

/** A field of stored evidence that does not follow from the rest of it. */
export interface EvidenceProblem {
  /** Place in the evidence, as in `controls[0].panels[1].held`. */
  readonly path: string;
  /** What is stored there and what follows from the rest; undefined where there is nothing. */
  readonly stored: unknown;
  readonly derived: unknown;
}

/**
 * Derives all that evidence says of its decision again and returns what disagrees; empty when all of it follows. From the
 * evidence alone: counts, looks, e-values, verdict, kind and reason, from the panels' stored numbers and rules. With the
 * claim that was judged also those numbers from the measures in `perSeed`, rules, controls, seeds and figures. The
 * measures themselves can only be trained again. Of an invariant the seed of its cases, counts, shares, verdict and reason;
 * with the claim also the cases and shares that it asks for. Whether a case held is known by trying it again.
 * @param claim the claim at the revision of the evidence
 */
export function evidenceProblems(evidence: Evidence, claim?: Claim): EvidenceProblem[] {
  const derived = derivedFrom(evidence, claim);
  return Object.entries(derived).flatMap(([name, value]) =>
    disagreements(name, evidence[name as keyof Evidence], value),
  );
}

function derivedFrom(evidence: Evidence, claim: Claim | undefined): Derived {
  if (claim && claim.kind !== evidence.kind) return { kind: claim.kind };
  if (claim?.kind === 'empirical') return fromMeasures(evidence, claim);
  return evidence.kind === 'invariant' ? caseEvidence(evidence, claim) : fromNumbers(evidence);
}

/** Parts of evidence that follow from other parts; a field that is undefined must be absent. */
type Derived = Partial<Record<keyof Evidence, unknown>>;

function fromNumbers(evidence: Evidence): Derived {
  const plan: TrialPlan = {
    panels: evidence.panels.map(headOf),
    requires: (evidence.requires?.panels ?? []).map(headOf),
    controls: evidence.controls.map(({ name, exchange }) => ({ name, exchange })),
    budget: undefined,
  };
  const seeds = evidence.perSeed.map((_, index): SeedNumbers => {
    const at = ({ values }: { readonly values: readonly number[] }): number => values[index] ?? NaN;
    return {
      panels: evidence.panels.map(at),
      controls: evidence.controls.map(({ panels }) =>
        plan.panels.map((__, place) => at(panels[place] ?? none)),
      ),
      requires: (evidence.requires?.panels ?? []).map(at),
    };
  });
  return decided(plan, seeds);
}

const none = { values: [] };

function headOf({ name, unit, rule, margin, because }: Evidence['panels'][number]): PanelHead {
  return { name, unit, because, rule, margin } as PanelHead;
}

function fromMeasures(evidence: Evidence, claim: EmpiricalClaim): Derived {
  const { tier, seedFamily: family, seedBase, perSeed } = evidence;
  const size = claim.tiers[tier];
  if (!size) return { tier: Object.keys(claim.tiers) };
  const measures = perSeed.map(({ arms }) => arms);
  const plan = planOf(claim, size.seeds ?? lastLook);
  const seeds = seedsOf({ ...seedStreamOf(claim), family, base: seedBase }, 0, perSeed.length);
  const figures = figuresOf(claim, measures);
  return {
    ...headEvidence(claim, { tier, family, seedBase }),
    sharedRuns: claim.sharedRuns?.id,
    finding: claim.finding,
    perSeed: perSeed.map(({ arms }, index) => ({ seed: seeds[index], arms })),
    figures: figures.length > 0 ? figures : undefined,
    ...decided(
      plan,
      measures.map((arms) => seedNumbers(claim, arms)),
    ),
  };
}

/** What follows from the numbers, which may be that the run had not ended. */
function decided(plan: TrialPlan, seeds: readonly SeedNumbers[]): Derived {
  const found = concludeTrial(plan, seeds);
  if (!found) return { verdict: undefined };
  return { inconclusive: undefined, requires: undefined, ...found };
}

/** Where two values differ, place by place. */
function disagreements(path: string, stored: unknown, derived: unknown): EvidenceProblem[] {
  if (isObject(stored) && isObject(derived) && Array.isArray(stored) === Array.isArray(derived)) {
    const keys = [...new Set([...Object.keys(stored), ...Object.keys(derived)])];
    return keys.flatMap((key) =>
      disagreements(Array.isArray(stored) ? `${path}[${key}]` : `${path}.${key}`, stored[key], derived[key]),
    );
  }
  return agree(stored, derived) ? [] : [{ path, stored, derived }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Logarithms and panels' arithmetic may differ in the last digits between machines. */
const rounding = 1e-9;

function agree(stored: unknown, derived: unknown): boolean {
  if (typeof stored !== 'number' || typeof derived !== 'number') return stored === derived;
  if (Object.is(stored, derived) || stored === derived) return true;
  return Math.abs(stored - derived) <= rounding * Math.max(Math.abs(stored), Math.abs(derived));
}
