import type { CheckpointStore, ResultStore, SeedFamily, Tier } from '#core';
import { judgeEmpirical } from './judge-empirical.ts';
import { judgeInvariant } from './judge-invariant.ts';
import type { Claim, Evidence } from './types.ts';

/** How far the judging of a claim has come. */
export interface ClaimProgress {
  readonly id: string;
  /** The arm that trains; `property` or a mutant's name for an invariant. */
  readonly arm: string;
  readonly armIndex: number;
  readonly arms: number;
  /** Seeds that have been looked at so far (cases, for an invariant), and the most that may be. */
  readonly seeds: number;
  readonly maxSeeds: number;
  /** Optimizer steps of this arm's batch (cases, for an invariant) that are done, and all of them. */
  readonly step: number;
  readonly steps: number;
  readonly replicas: number;
}

export interface JudgeOptions {
  readonly tier: Tier;
  /** 0 for the published seeds; any other number for a fresh, disjoint family. */
  readonly seedBase: number;
  /** Default `judge`; `dev` while settings are being chosen. */
  readonly family?: SeedFamily;
  readonly engine: string;
  readonly threads: number;
  readonly onProgress?: (progress: ClaimProgress) => void;
  readonly signal?: AbortSignal;
  /** Finished batches of an arm, by content: a run that was cut short goes on after the last one. */
  readonly results?: ResultStore;
  /** Checkpoints inside a batch, by the key of the batch. */
  readonly checkpoints?: (key: string) => CheckpointStore;
  /** Fingerprint of the code that makes the numbers; part of every key. */
  readonly salt?: string;
}

/**
 * Trains (or generates cases) until the claim is decided or the tier's budget is used, and returns the evidence.
 * Errors of an arm are passed on: a failed machine says nothing about a claim.
 * @throws UserError when the claim has no such tier, or an arm returns what it should not
 */
export function judge(claim: Claim, options: JudgeOptions): Promise<Evidence> {
  return claim.kind === 'empirical' ? judgeEmpirical(claim, options) : judgeInvariant(claim, options);
}
