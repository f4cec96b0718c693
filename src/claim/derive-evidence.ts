import { canonicalJson, messageOf, seedsOf } from '#core';
import { caseEvidence } from './case-evidence.ts';
import { figuresOf } from './figures.ts';
import { wholeHead } from './head-evidence.ts';
import { lastLook } from './looks.ts';
import { planOf, seedNumbers } from './panels.ts';
import { settingsOf } from './settings.ts';
import { seedStreamOf } from './seed-stream.ts';
import type { SeedNumbers, TrialPlan } from './trial-plan.ts';
import { concludeTrial } from './trial.ts';
import type { Evidence, PanelHead } from './evidence-types.ts';
import type { Claim, EmpiricalClaim } from './types.ts';

/** Parts of evidence that follow from other parts; a field that is undefined must be absent. */
export type Derived = Partial<Record<keyof Evidence, unknown>>;

/** What follows from the rest of the evidence, and from the claim where it is given: see `evidenceProblems`. */
export function deriveEvidence(evidence: Evidence, claim?: Claim): Derived {
  if (claim && claim.kind !== evidence.kind) return { kind: claim.kind };
  try {
    if (claim?.kind === 'empirical') return fromMeasures(evidence, claim);
    // With a claim its paper is known; without, the folder that the id starts with.
    const paper = evidence.id.split('/')[0];
    return {
      paper,
      ...(evidence.kind === 'invariant' ? caseEvidence(evidence, claim) : fromNumbers(evidence)),
    };
  } catch (error) {
    // Numbers that were edited away: what is left does not do for the claim's own functions.
    return { [evidence.kind === 'invariant' ? 'generated' : 'perSeed']: messageOf(error) };
  }
}

function fromNumbers(evidence: Evidence): Derived {
  const { id, revision, sharedRuns, perSeed } = evidence;
  const plan: TrialPlan = {
    panels: evidence.panels.map(headOf),
    requires: (evidence.requires?.panels ?? []).map(headOf),
    controls: evidence.controls.map(({ name, exchange }) => ({ name, exchange })),
    budget: undefined,
  };
  const numbers = perSeed.map(({ arms }, index): SeedNumbers => {
    const at = ({ values }: { readonly values: readonly number[] }): number => values[index] ?? NaN;
    return {
      measured: canonicalJson(arms),
      panels: evidence.panels.map(at),
      controls: evidence.controls.map(({ panels }) =>
        plan.panels.map((__, place) => at(panels[place] ?? none)),
      ),
      requires: (evidence.requires?.panels ?? []).map(at),
    };
  });
  // Seeds of shared runs are of their revision, which the claim alone knows.
  const seeded = sharedRuns === undefined ? withSeeds(evidence, { id, revision }) : perSeed;
  return { perSeed: seeded, curves: curvesOn(evidence, seeded), ...decided(plan, numbers) };
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
  const figures = figuresOf(claim, measures);
  const seeded = withSeeds(evidence, seedStreamOf(claim));
  return {
    ...wholeHead(claim, { tier, family, seedBase }),
    size: undefined,
    settings: undefined,
    ...settingsOf(claim, tier),
    perSeed: seeded,
    curves: curvesOn(evidence, seeded).map((curve) => ({ ...curve, ...headOfCurve(claim, curve) })),
    figures: figures.length > 0 ? figures : undefined,
    ...decided(
      plan,
      measures.map((arms) => seedNumbers(claim, arms)),
    ),
  };
}

/** The measures under the seeds that the stream gives. */
function withSeeds(
  { seedFamily: family, seedBase: base, perSeed }: Evidence,
  stream: ReturnType<typeof seedStreamOf>,
): Evidence['perSeed'] {
  const seeds = seedsOf({ ...stream, family, base }, 0, perSeed.length);
  return perSeed.map(({ arms }, index) => ({ seed: seeds[index]!, arms }));
}

type CurveOn = Omit<Evidence['curves'][number], 'lines'> & { readonly lines: readonly object[] };

/** A curve is of one of the seeds; its points are what was recorded. */
function curvesOn({ curves }: Evidence, perSeed: Evidence['perSeed']): CurveOn[] {
  const seeds = new Set(perSeed.map(({ seed }) => seed));
  return curves.map((curve) => ({
    ...curve,
    lines: curve.lines.map((line) => ({
      ...line,
      seed: seeds.has(line.seed) ? line.seed : 'one of perSeed',
    })),
  }));
}

function headOfCurve({ arms, curves }: EmpiricalClaim, { arm, series }: CurveOn): object {
  const { label, scale = 'linear' } = curves[series] ?? { scale: undefined };
  return { label, scale, arm: Object.hasOwn(arms, arm) ? arm : Object.keys(arms).join(' or ') };
}

/** What follows from the numbers, which may be that the run had not ended. */
function decided(plan: TrialPlan, seeds: readonly SeedNumbers[]): Derived {
  const found = concludeTrial(plan, seeds);
  if (!found) return { verdict: undefined };
  return { inconclusive: undefined, requires: undefined, ...found };
}
