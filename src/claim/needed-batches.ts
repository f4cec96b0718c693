import { seedsOf, type ResultStore } from '#core';
import { curveSeeds, type SeedRuns } from './curves.ts';
import type { JudgeOptions } from './judge-options.ts';
import { lastLook } from './looks.ts';
import { planOf, seedNumbers } from './panels.ts';
import { keptBatch, runBatch, type ArmRun, type BatchRequest } from './run-batch.ts';
import { seedStreamOf } from './seed-stream.ts';
import { concludeTrial, nextLook } from './trial.ts';
import type { EmpiricalClaim } from './types.ts';

/** One arm's seeds between two looks: what is trained in one go, and kept under one key. */
export interface Batch {
  readonly arm: string;
  /** Index of its first seed. */
  readonly from: number;
  /** Index after its last seed. */
  readonly to: number;
}

export interface NeededBatch extends Batch {
  /** Content key under which the store has it, or will have it. */
  readonly key: string;
  /** The look that it is for, from 1. */
  readonly look: number;
  readonly kept: boolean;
}

/** As `judge` takes them, with the store. */
export type BatchOptions = JudgeOptions & Required<Pick<JudgeOptions, 'results'>>;

/**
 * The batches that judging a claim is known to need: those of the first look, and of each later one that what is kept of
 * the looks before does not spare. Nothing of a claim without such a tier.
 * @throws UserError where what is kept cannot be concluded from, as where a panel reads a measure that there is not
 */
export function neededBatches(claim: EmpiricalClaim, options: BatchOptions): NeededBatch[] {
  const size = claim.tiers[options.tier];
  if (!size) return [];
  const budget = size.seeds ?? lastLook;
  const plan = planOf(claim, budget);
  const needed: NeededBatch[] = [];
  const done: Record<string, ArmRun>[] = [];
  for (let look = 1, from = 0; from < budget; look++) {
    const to = nextLook(from, budget);
    const batches = Object.keys(claim.arms).map((arm) => lookUp(claim, { arm, from, to }, options));
    needed.push(...batches.map(({ runs, ...batch }) => ({ ...batch, look, kept: runs !== undefined })));
    if (batches.some(({ runs }) => runs === undefined)) return needed;
    for (let seed = 0; seed < to - from; seed++) {
      done.push(Object.fromEntries(batches.map(({ arm, runs }) => [arm, runs![seed]!])));
    }
    if (
      concludeTrial(
        plan,
        done.map((runs) => seedNumbers(claim, measuresOf(runs))),
      )
    )
      return needed;
    from = to;
  }
  return needed;
}

/** Trains one batch into the store, unless it is there, and judges nothing. */
export async function trainBatch(claim: EmpiricalClaim, batch: Batch, options: BatchOptions): Promise<void> {
  const arms = Object.keys(claim.arms);
  const { id, tiers } = claim;
  const head = { id, arm: batch.arm, armIndex: arms.indexOf(batch.arm), arms: arms.length };
  const seen = { seeds: batch.from, maxSeeds: tiers[options.tier]?.seeds ?? lastLook };
  await runBatch({
    ...requestOf(claim, batch, options),
    onProgress: (progress) => options.onProgress?.({ ...head, ...seen, ...progress }),
  });
}

function lookUp(
  claim: EmpiricalClaim,
  batch: Batch,
  options: BatchOptions,
): Batch & { readonly key: string; readonly runs: readonly ArmRun[] | undefined } {
  let key = '';
  // The store is asked under the key of the batch, which is so known.
  const results: ResultStore = {
    ...options.results,
    load: (asked) => {
      key = asked;
      return options.results.load(asked);
    },
  };
  const runs = keptBatch(requestOf(claim, batch, { ...options, results }));
  return { ...batch, key, runs };
}

function requestOf(claim: EmpiricalClaim, { arm, from, to }: Batch, options: BatchOptions): BatchRequest {
  const { family = 'judge', seedBase: base, tier } = options;
  return {
    claim,
    arm,
    size: claim.tiers[tier]!,
    seeds: seedsOf({ ...seedStreamOf(claim), family, base }, from, to),
    withCurves: Math.max(0, curveSeeds - from),
    options,
  };
}

function measuresOf(runs: SeedRuns['runs']): Record<string, ArmRun['measures']> {
  return Object.fromEntries(Object.entries(runs).map(([arm, { measures }]) => [arm, measures]));
}
