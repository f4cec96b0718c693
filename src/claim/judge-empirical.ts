import { seedsOf, UserError } from '#core';
import { curveSeeds, curvesOf } from './curves.ts';
import type { SeedRuns } from './curves.ts';
import { headEvidence } from './head-evidence.ts';
import type { JudgeOptions } from './judge-options.ts';
import { lastLook, looks } from './looks.ts';
import { outcomeOf } from './outcome.ts';
import type { Outcome, Standing } from './outcome.ts';
import { figuresOf } from './figures.ts';
import { panelEvidence, panelsOf } from './panels.ts';
import { reasonOf } from './reason.ts';
import { runBatch } from './run-batch.ts';
import type { ArmRun } from './run-batch.ts';
import { seedStreamOf } from './seed-stream.ts';
import { createTrial } from './trial.ts';
import type { Trial } from './trial.ts';
import type { Evidence } from './evidence-types.ts';
import type { EmpiricalClaim, TierSize } from './types.ts';

/** Judges a claim by training: see `judge`. */
export async function judgeEmpirical(claim: EmpiricalClaim, options: JudgeOptions): Promise<Evidence> {
  const size = sizeOfTier(claim, options);
  const budget = size.seeds ?? lastLook;
  const trial = createTrial(claim);
  const done: SeedRuns[] = [];
  for (let look = nextLook(0, budget); ; look = nextLook(look, budget)) {
    const batch = await runArms(claim, options, size, done.length, look);
    done.push(...batch);
    // A misnamed series is found now, not after the last look.
    const curves = curvesOf(claim, done);
    const standing = trial.look(
      batch.map(({ runs }) => measuresOf(runs)),
      look === budget,
    );
    const outcome = outcomeOf(standing);
    if (outcome) return assemble(claim, options, { done, curves, trial, standing, outcome });
  }
}

/** Seeds at the look after `seen`; the last is at the budget, which may be below the first look of the plan. */
function nextLook(seen: number, budget: number): number {
  return Math.min(looks.find((look) => look > seen) ?? budget, budget);
}

function sizeOfTier({ id, tiers }: EmpiricalClaim, { tier }: JudgeOptions): TierSize {
  const size = tiers[tier];
  if (size) return size;
  throw new UserError(
    `claim ${id} has no tier "${tier}"`,
    `choose one of ${Object.keys(tiers).join(', ')}, or add tiers.${tier} to the claim`,
  );
}

async function runArms(
  claim: EmpiricalClaim,
  options: JudgeOptions,
  size: TierSize,
  from: number,
  to: number,
): Promise<SeedRuns[]> {
  const { family = 'judge', seedBase: base } = options;
  const seeds = seedsOf({ ...seedStreamOf(claim), family, base }, from, to);
  const arms = Object.keys(claim.arms);
  const runs = seeds.map((): Record<string, ArmRun> => ({}));
  for (const [armIndex, arm] of arms.entries()) {
    const head = {
      id: claim.id,
      arm,
      armIndex,
      arms: arms.length,
      seeds: from,
      maxSeeds: size.seeds ?? lastLook,
    };
    const batch = await runBatch({
      claim,
      arm,
      size,
      seeds,
      withCurves: Math.max(0, curveSeeds - from),
      options,
      onProgress: (progress) => options.onProgress?.({ ...head, ...progress }),
    });
    batch.forEach((run, index) => (runs[index]![arm] = run));
  }
  return seeds.map((seed, index) => ({ seed, runs: runs[index]! }));
}

interface Judged {
  readonly done: readonly SeedRuns[];
  readonly curves: Evidence['curves'];
  readonly trial: Trial;
  readonly standing: Standing;
  readonly outcome: Outcome;
}

function assemble(claim: EmpiricalClaim, options: JudgeOptions, judged: Judged): Evidence {
  const { done, curves, trial, standing, outcome } = judged;
  const perSeed = done.map(({ seed, runs }) => ({ seed, arms: measuresOf(runs) }));
  const figures = figuresOf(
    claim,
    perSeed.map(({ arms }) => arms),
  );
  const { successes, seeds, log10EvidenceFor, log10EvidenceAgainst } = standing.treatment;
  return {
    ...headEvidence(claim, options),
    ...outcome,
    reason: reasonOf(claim, standing, outcome),
    seeds,
    successes,
    log10EvidenceFor,
    log10EvidenceAgainst,
    panels: panelsOf(claim).map((panel, index) => panelEvidence(panel, trial.panelValues[index]!)),
    controls: trial.controlEvidence(),
    mutants: [],
    looks: trial.looks,
    perSeed,
    curves,
    ...(figures.length > 0 && { figures }),
    steps: done.flatMap(({ runs }) => Object.values(runs)).reduce((sum, { steps }) => sum + steps, 0),
  };
}

function measuresOf(runs: SeedRuns['runs']): Record<string, ArmRun['measures']> {
  return Object.freeze(
    Object.fromEntries(Object.entries(runs).map(([arm, { measures }]) => [arm, measures])),
  );
}
