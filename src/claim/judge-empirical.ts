import { seedsOf, UserError } from '#core';
import { areControlsChecked } from './control-problems.ts';
import { curveSeeds, curvesOf } from './curves.ts';
import type { SeedRuns } from './curves.ts';
import { headEvidence } from './head-evidence.ts';
import type { JudgeOptions } from './judge-options.ts';
import { lastLook } from './looks.ts';
import { figuresOf } from './figures.ts';
import { programsOf } from './programs.ts';
import { settingsOf } from './settings.ts';
import { trainedOf } from './trained.ts';
import { planOf, seedNumbers } from './panels.ts';
import { runBatch } from './run-batch.ts';
import type { ArmRun } from './run-batch.ts';
import { seedStreamOf } from './seed-stream.ts';
import { concludeTrial, nextLook } from './trial.ts';
import type { TrialEvidence } from './trial.ts';
import type { Evidence, FigureEvidence } from './evidence-types.ts';
import type { EmpiricalClaim, TierSize } from './types.ts';

/**
 * Judges a claim by training: see `judge`. Controls that could not have failed are refused before the training, or
 * after the first look where only measures tell.
 */
export async function judgeEmpirical(claim: EmpiricalClaim, options: JudgeOptions): Promise<Evidence> {
  const size = sizeOfTier(claim, options);
  const budget = size.seeds ?? lastLook;
  const plan = planOf(claim, budget);
  const done: SeedRuns[] = [];
  areControlsChecked(claim);
  let checked = false;
  for (let look = nextLook(0, budget); ; look = nextLook(look, budget)) {
    const batch = await runArms(claim, options, size, done.length, look);
    done.push(...batch);
    const measures = done.map(({ runs }) => measuresOf(runs));
    // A misnamed arm, measure or series is found now, not after the last look, and told before what follows from it.
    const numbers = measures.map((arms) => seedNumbers(claim, arms));
    const curves = curvesOf(claim, done);
    const figures = figuresOf(claim, measures);
    // What was measured tells more than what was imagined: which measures there are, and which are never below 0.
    checked ||= areControlsChecked(
      claim,
      batch.map(({ runs }) => measuresOf(runs)),
    );
    const decided = concludeTrial(plan, numbers);
    if (decided) return assemble(claim, options, { done, curves, figures, decided });
  }
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
  readonly figures: readonly FigureEvidence[];
  readonly decided: TrialEvidence;
}

function assemble(claim: EmpiricalClaim, options: JudgeOptions, judged: Judged): Evidence {
  const { done, curves, figures, decided } = judged;
  const perSeed = done.map(({ seed, runs }) => ({ seed, arms: measuresOf(runs) }));
  const arms = Object.keys(claim.arms);
  const programs = programsOf(arms, done);
  const trained = trainedOf(arms, done);
  return {
    ...headEvidence(claim, options),
    ...decided,
    mutants: [],
    perSeed,
    curves,
    ...(figures.length > 0 && { figures }),
    ...settingsOf(claim, options.tier),
    ...(trained.length > 0 && { trained }),
    ...(programs.length > 0 && { programs }),
    steps: done.flatMap(({ runs }) => Object.values(runs)).reduce((sum, { steps }) => sum + steps, 0),
  };
}

function measuresOf(runs: SeedRuns['runs']): Record<string, ArmRun['measures']> {
  return Object.freeze(
    Object.fromEntries(Object.entries(runs).map(([arm, { measures }]) => [arm, measures])),
  );
}
