import { seedsOf } from '#core';
import { curveSeeds } from './curves.ts';
import type { SeedRuns } from './curves.ts';
import { disagreements, type EvidenceProblem } from './disagreements.ts';
import type { JudgeOptions } from './judge-options.ts';
import { lastLook } from './looks.ts';
import { programsOf } from './programs.ts';
import { trainedOf } from './trained.ts';
import { keptBatch } from './run-batch.ts';
import type { ArmRun, BatchRequest } from './run-batch.ts';
import { seedStreamOf } from './seed-stream.ts';
import { nextLook } from './trial.ts';
import type { Evidence } from './evidence-types.ts';
import type { Claim, EmpiricalClaim } from './types.ts';

/** Where the finished batches are, and under which keys. */
export type ResultOptions = Required<Pick<JudgeOptions, 'engine' | 'results' | 'salt'>>;

/** A batch of which the store still has the runs. */
interface Kept {
  readonly arm: string;
  /** Index of its first seed. */
  readonly from: number;
  readonly runs: readonly ArmRun[];
}

/**
 * Compares the measures in evidence with the finished batches that they came from, as far as the store still has them, and
 * the steps, scans and programs where it has all. An edited measure that all of the rest was made to follow from is found only so.
 * @returns what disagrees; nothing of an invariant, which has no batches
 */
export function resultProblems(evidence: Evidence, claim: Claim, options: ResultOptions): EvidenceProblem[] {
  if (claim.kind !== 'empirical' || evidence.kind !== 'empirical') return [];
  const requests = batchesOf(evidence, claim, options);
  const kept = requests.flatMap((request): Kept[] => {
    const runs = keptBatch(request);
    return runs ? [{ arm: request.arm, from: request.from, runs }] : [];
  });
  const measures = kept.flatMap(({ arm, from, runs }) =>
    runs.flatMap((run, index) =>
      disagreements(
        `perSeed[${from + index}].arms.${arm}`,
        evidence.perSeed[from + index]?.arms[arm],
        run.measures,
      ),
    ),
  );
  const steps = kept.flatMap(({ runs }) => runs).reduce((sum, run) => sum + run.steps, 0);
  if (kept.length < requests.length || kept.length === 0) return measures;
  const arms = Object.keys(claim.arms);
  const runs = seedRunsOf(evidence, kept);
  return [
    ...measures,
    ...disagreements('steps', evidence.steps, steps),
    ...disagreements('trained', evidence.trained ?? [], trainedOf(arms, runs)),
    ...disagreements('programs', evidence.programs ?? [], programsOf(arms, runs)),
  ];
}

/** The runs of the batches, seed by seed. */
function seedRunsOf({ perSeed }: Evidence, kept: readonly Kept[]): SeedRuns[] {
  return perSeed.map(({ seed }, index) => {
    const runs = kept.flatMap(({ arm, from, runs: each }) => {
      const run = each[index - from];
      return run ? [[arm, run] as const] : [];
    });
    return { seed, runs: Object.fromEntries(runs) };
  });
}

/** The batches that a run which stopped after these seeds has finished. */
function batchesOf(
  { tier, seedFamily: family, seedBase, perSeed }: Evidence,
  claim: EmpiricalClaim,
  options: ResultOptions,
): (Omit<BatchRequest, 'onProgress'> & { readonly from: number })[] {
  const size = claim.tiers[tier];
  if (!size) return [];
  const budget = size.seeds ?? lastLook;
  const judged = { ...options, tier, family, seedBase, threads: 1 };
  const batches = [];
  for (let from = 0; from < Math.min(perSeed.length, budget);) {
    const to = nextLook(from, budget);
    const seeds = seedsOf({ ...seedStreamOf(claim), family, base: seedBase }, from, to);
    const withCurves = Math.max(0, curveSeeds - from);
    for (const arm of Object.keys(claim.arms)) {
      batches.push({ claim, arm, size, seeds, withCurves, options: judged, from });
    }
    from = to;
  }
  return batches;
}
